import type { WrapperFinding } from '../../findings/finding.ts';
import { version } from '../../package.ts';
import type { Job, RuleOptions } from '../../rules/types.ts';
import type { DocumentKind, LintedJob, Place, ReadRequest, Remark } from '../types.ts';
import { exitCodeOf, type LintResult } from './result.ts';

/** Grows by one whenever a member changes its meaning or goes; members may be added without. */
const SCHEMA_VERSION = 1;

/** What `lint` writes as JSON. */
export interface LintDocument {
  readonly schema: 'train-encrypt/lint';
  readonly schemaVersion: number;
  readonly tool: { readonly name: 'train-encrypt'; readonly version: string };
  readonly files: readonly string[];
  readonly rules: RuleOptions;
  readonly network?: string;
  readonly exitCode: number;
  readonly requests: readonly {
    readonly kind: DocumentKind;
    readonly operation: string;
    readonly by: string;
    readonly place: Place;
    readonly undecided: readonly Remark[];
    readonly misfits: readonly Remark[];
    readonly unknown: readonly Remark[];
    readonly jobs: readonly {
      readonly job: Job;
      readonly place: Place;
      readonly outcome: LintedJob['outcome'];
      readonly findings: readonly WrapperFinding[];
      readonly notLookedAt: readonly string[];
    }[];
  }[];
}

export function documentOf(result: LintResult): LintDocument {
  const { files, rules, strict, network, requests } = result;
  return {
    schema: 'train-encrypt/lint',
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'train-encrypt', version },
    files,
    rules: { mode: rules, strict },
    ...(network !== undefined && { network }),
    exitCode: exitCodeOf(result),
    requests: requests.map(({ request, jobs }) => ({ ...withoutContent(request), jobs: jobs.map(jobOf) })),
  };
}

/** Hyperparameters and environment may be nobody's business. */
const withoutContent = ({ request: _, lineOf: __, ...rest }: ReadRequest) => rest;

const jobOf = ({ job, place, outcome, findings, notLookedAt }: LintedJob) => ({
  job,
  place,
  outcome,
  findings,
  notLookedAt,
});
