import { KnownOperations } from '../../protocol/known-operations.ts';
import { covers } from '../../text/wildcard.ts';

/** The part of a statement that says which actions it is about. */
export interface AboutActions {
  readonly Action?: string | string[] | undefined;
  readonly NotAction?: string | string[] | undefined;
}

/** Whether a statement is about an action, such as `sagemaker:CreateTrainingJob`. Actions have no case. */
export function isAboutAction({ Action, NotAction }: AboutActions, action: string): boolean {
  const names = (patterns: string | string[]) =>
    [patterns].flat().some((pattern) => covers(pattern, action, { ignoreCase: true }));
  return Action === undefined ? !names(NotAction ?? []) : names(Action);
}

/** Whether a statement is about any operation of SageMaker. */
export function concernsSageMaker(statement: AboutActions): boolean {
  return [...OPERATIONS.all].some((operation) => isAboutAction(statement, `sagemaker:${operation}`));
}

const OPERATIONS = new KnownOperations('sagemaker');
