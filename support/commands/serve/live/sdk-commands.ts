import * as ec2 from '@aws-sdk/client-ec2';
import * as sagemaker from '@aws-sdk/client-sagemaker';

export type Sent = sagemaker.CreateTrainingJobCommand;
export type Constructor = new (input: unknown) => unknown;

/** The SDK's command for an operation. To be loaded when it is needed: all commands and schemas come with it. */
export function commandNamed(service: string, operation: string): Constructor | undefined {
  const commands = { sagemaker, ec2 }[service] as Readonly<Record<string, unknown>> | undefined;
  const found =
    commands && Object.hasOwn(commands, `${operation}Command`) ? commands[`${operation}Command`] : undefined;
  return typeof found === 'function' ? (found as Constructor) : undefined;
}
