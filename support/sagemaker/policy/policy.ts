import { covers } from '../../text/wildcard.ts';
import { isAboutAction } from './actions.ts';
import { holds, type RequestContext } from './conditions.ts';
import type { StatementDocument } from './types.ts';

/** A policy that was read and checked. */
export interface Policy {
  readonly statements: readonly StatementDocument[];
  /**
   * Nothing is allowed that no statement allows, as IAM has it. A policy that only denies restricts a caller who may do
   * everything else: it stands for what is attached beside it in a real account.
   */
  readonly allowsOnly: boolean;
}

/** One thing that a caller wants to do. */
export interface Settings {
  /** `sagemaker:CreateTrainingJob` */
  readonly action: string;
  /** An ARN, or `*` for an action that is about no resource. */
  readonly resource: string;
  readonly context: RequestContext;
}

export type Decision = 'allowed' | 'explicitly-denied' | 'not-allowed';

/** As IAM decides: what one statement denies no other allows. */
export function decide({ statements, allowsOnly }: Policy, settings: Settings): Decision {
  const effects = statements.filter((statement) => applies(statement, settings)).map(({ Effect }) => Effect);
  if (effects.includes('Deny')) return 'explicitly-denied';
  return allowsOnly && !effects.includes('Allow') ? 'not-allowed' : 'allowed';
}

function applies(statement: StatementDocument, { action, resource, context }: Settings): boolean {
  return (
    isAboutAction(statement, action) &&
    isAboutResource(statement, resource) &&
    holds(statement.Condition ?? {}, context)
  );
}

function isAboutResource({ Resource, NotResource }: StatementDocument, resource: string): boolean {
  const names = (patterns: string | string[]) => [patterns].flat().some((pattern) => covers(whole(pattern), resource));
  return Resource === undefined ? !names(NotResource ?? []) : names(Resource);
}

/** Documented: parts that an ARN leaves out are wildcards. */
function whole(pattern: string): string {
  const missing = pattern === '*' ? 0 : Math.max(0, 6 - pattern.split(':').length);
  return `${pattern}${':*'.repeat(missing)}`;
}
