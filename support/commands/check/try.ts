import { answerOf, worst } from '../../findings/answer.ts';
import { dayOf } from '../../findings/exception.ts';
import { factsOfUnseen } from '../../findings/facts.ts';
import type { Harness } from '../../harness.ts';
import type { RuleOptions } from '../../rules/types.ts';
import { attempt } from '../../wrappers/attempt.ts';
import type { Config } from '../../wrappers/config/config.ts';
import type { PlannedAttempt } from '../../wrappers/config/plan.ts';
import { withExceptions } from '../../wrappers/exceptions/apply.ts';
import type { IsolationChoice } from '../../wrappers/isolation/types.ts';
import { judgeAttempt } from '../../wrappers/judge/index.ts';
import type { CheckedAttempt } from '../../wrappers/report/result.ts';
import type { Attempt, WrapperVerdict } from '../../wrappers/types.ts';
import type { Controls } from './controls.ts';

export type Stream = 'stdout' | 'stderr';

/** What every attempt of a run shares. */
export interface Trying {
  readonly harness: Harness;
  readonly isolation: IsolationChoice;
  readonly config: Pick<Config, 'allow' | 'exceptions'>;
  /** The folder of approved requests; absent when nothing is compared. */
  readonly baselines?: string | undefined;
  readonly update: boolean;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly controls: Controls;
  readonly rules: RuleOptions;
}

/** Runs a wrapper in a situation, without a judgement. */
export function run(
  planned: PlannedAttempt,
  { harness, isolation, signal, rules }: Pick<Trying, 'harness' | 'isolation' | 'signal' | 'rules'>,
  onOutput?: (stream: Stream, chunk: Uint8Array) => void,
): Promise<Attempt> {
  return attempt(harness, {
    wrapper: planned.wrapper,
    situation: planned.situation,
    command: planned.command,
    cwd: planned.cwd,
    environment: planned.env,
    homeFiles: planned.homeFiles,
    profiles: planned.profiles,
    isolation,
    timeoutMs: planned.timeoutSeconds * 1000,
    outputBytes: planned.outputLimitMiB * 1024 * 1024,
    signal,
    rules,
    ...(onOutput && { onOutput }),
  });
}

/** Tries a wrapper in a situation and judges it: by what it sent, by its baseline, and with its exceptions. */
export async function tryOne(
  planned: PlannedAttempt,
  trying: Trying,
  onOutput?: (stream: Stream, chunk: Uint8Array) => void,
): Promise<CheckedAttempt> {
  const { config, baselines, update, now, controls } = trying;
  const tried = await run(planned, trying, onOutput);
  const excepting = (verdict: WrapperVerdict) => withExceptions(verdict, config.exceptions ?? [], dayOf(now));
  const seen = judgeAttempt(tried);
  controls.learn(seen);
  const judged = merged(seen, await controls.findings(planned, tried, seen));
  // What was cut short sent less than it would have.
  if (baselines === undefined || ['interrupted', 'not started'].includes(tried.command.ending)) {
    return { planned, attempt: tried, verdict: excepting(judged) };
  }
  const { compareWithBaseline } = await import('../../wrappers/baselines/compare.ts');
  const baseline = await compareWithBaseline({
    attempt: tried,
    verdict: excepting(judged),
    folder: baselines,
    update,
    allow: config.allow ?? [],
    now,
  });
  return { planned, attempt: tried, verdict: excepting(merged(judged, baseline.findings)), baseline };
}

/** Broken ones stay first. */
function merged(verdict: WrapperVerdict, more: WrapperVerdict['findings']): WrapperVerdict {
  const findings = [...verdict.findings, ...more];
  const of = (outcome: string) => findings.filter((finding) => finding.outcome === outcome);
  const unseen = more.filter((finding) => finding.outcome === 'not shown');
  const answers = [...verdict.answers, ...unseen.map(({ text }) => answerOf(factsOfUnseen(text)))];
  const shown = unseen.length > 0 && verdict.outcome === 'passed' ? 'not shown' : verdict.outcome;
  return {
    ...verdict,
    ...(unseen.length > 0 && { answers, answer: worst(answers) }),
    outcome: more.some((finding) => finding.outcome === 'broken') ? 'failed' : shown,
    findings: [...of('broken'), ...of('not shown'), ...of('advice')],
  };
}
