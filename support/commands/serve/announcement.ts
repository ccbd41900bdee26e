import pc from 'picocolors';
import type { ListedFault } from '../../gateway/faults/faults.ts';
import { version } from '../../package.ts';
import type { Speed } from '../options.ts';
import type { ServeOptions } from './options.ts';

export interface Announced {
  readonly url: string;
  readonly options: ServeOptions;
  readonly engine: { readonly services: readonly string[]; readonly description: string };
  readonly faults: readonly ListedFault[];
  readonly environment: Readonly<Record<string, string>>;
  /** What is run with that environment; absent where it is to be pasted. */
  readonly command?: readonly string[];
}

/** What `serve` prints once it answers. */
export function announcement({ url, options, engine, faults, environment, command }: Announced): string {
  const services = ['SageMaker', ...engine.services.map((name) => name.toUpperCase())].join(', ');
  const exports = Object.entries(environment).map(([name, value]) => `  export ${name}=${value}`);
  return `${[
    `${pc.bold(`train-encrypt ${version}`)}  ${services} answer on ${pc.bold(url)}`,
    `${engine.description}, ${options.rules} rules${options.strict ? ', strict' : ''}, ${pace(options.speed)}`,
    ...(options.policy === undefined ? [] : [`IAM policy ${options.policy} is enforced on calls to SageMaker`]),
    ...(options.refuseUnencrypted ? ['Jobs of several instances that do not ask for encryption are refused'] : []),
    // With the seeds, so that the run can be had again.
    ...faults.map(({ id, text }) => pc.yellow(`${id}: ${text}`)),
    '',
    command === undefined ? 'Paste into the shell that launches your jobs:' : `Running with: ${command.join(' ')}`,
    '',
    ...exports,
    '',
    `Health: ${url}/_train-encrypt/health   In a browser: ${url}/   Stop: Ctrl-C`,
    ...exposed(options.host),
    '',
  ].join('\n')}\n`;
}

function pace(speed: Speed): string {
  if (speed === 'second-look') return 'a job is at work at the first look, and has ended at the next';
  if (speed === 'instant') return 'a job has ended as soon as somebody asks about it';
  return speed === 'manual'
    ? 'time stands still until /_train-encrypt/clock turns it'
    : `${speed} seconds of a job pass in one`;
}

function exposed(host: string): string[] {
  if (['127.0.0.1', '::1', 'localhost'].includes(host)) return [];
  return [pc.yellow(`Everybody who can reach ${host} can use it: signatures are not checked.`)];
}
