import { type Answer, type Answered, type Mark, markOf, WORST_FIRST } from '../../findings/answer.ts';
import type { WrapperFinding } from '../../findings/finding.ts';
import { version } from '../../package.ts';
import type { Job, RuleOptions } from '../../rules/types.ts';
import type { DocumentKind, LintedJob, Place, ReadRequest, Remark, SkippedPart } from '../types.ts';
import { answersIn, exitCodeOf, type LintResult } from './result.ts';

/** Grows by one whenever a member changes its meaning or goes; members may be added without. */
const SCHEMA_VERSION = 2;

/** What `lint` writes as JSON. */
export interface LintDocument {
  readonly schema: 'train-encrypt/lint';
  readonly schemaVersion: number;
  readonly tool: { readonly name: 'train-encrypt'; readonly version: string };
  readonly files: readonly string[];
  readonly rules: RuleOptions;
  readonly network?: string;
  readonly exitCode: number;
  /** How many jobs have each answer, worst first; what is defined elsewhere or cannot be read is `not shown`. */
  readonly answers: Readonly<Partial<Record<Answer, number>>>;
  readonly skipped: readonly SkippedPart[];
  /** Files of folders that are nothing that lint knows. */
  readonly foreign?: number;
  readonly requests: readonly {
    readonly kind: DocumentKind;
    readonly operation: string;
    readonly by: string;
    readonly place: Place;
    readonly undecided: readonly Remark[];
    readonly misfits: readonly Remark[];
    readonly unknown: readonly Remark[];
    /** Its jobs run only once something starts them. */
    readonly once?: string;
    /** The outcome of a template's conditions that this is the answer for. */
    readonly under?: string;
    /** The answer for what is defined elsewhere. */
    readonly elsewhere?: { readonly answer: Answer; readonly mark: Mark; readonly because: readonly string[] };
    readonly jobs: readonly {
      readonly job: Job;
      readonly place: Place;
      readonly answer: Answer;
      readonly mark: Mark;
      readonly because: readonly string[];
      readonly exceptions?: LintedJob['exceptions'];
      readonly excepted?: boolean;
      readonly findings: readonly WrapperFinding[];
      readonly notLookedAt: readonly string[];
    }[];
  }[];
}

export function documentOf(result: LintResult): LintDocument {
  const { files, rules, strict, network, requests } = result;
  const all = answersIn(result);
  return {
    schema: 'train-encrypt/lint',
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'train-encrypt', version },
    files,
    rules: { mode: rules, strict },
    ...(network !== undefined && { network }),
    exitCode: exitCodeOf(result),
    answers: Object.fromEntries(
      WORST_FIRST.map((answer) => [answer, all.filter((one) => one.answer === answer).length]).filter(
        ([, count]) => count !== 0,
      ),
    ),
    skipped: result.skipped,
    ...(result.foreign !== undefined && { foreign: result.foreign }),
    requests: requests.map(({ request, jobs, elsewhere, under }) => ({
      ...withoutContent(request),
      ...(under !== undefined && { under }),
      ...(elsewhere && { elsewhere: marked(elsewhere) }),
      jobs: jobs.map(jobOf),
    })),
  };
}

/** Hyperparameters and environment may be nobody's business. */
const withoutContent = ({ request: _, lineOf: __, network: ___, names: ____, ...rest }: ReadRequest) => rest;

const marked = (answered: Answered) => {
  const { answer, because } = answered;
  return { answer, mark: markOf(answered), because };
};

const jobOf = ({ job, place, answered, findings, notLookedAt, exceptions, excepted }: LintedJob) => ({
  job,
  place,
  ...marked(answered),
  ...(exceptions && { exceptions, excepted: excepted === true }),
  findings,
  notLookedAt,
});
