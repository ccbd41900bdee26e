import { clip } from '../../text/clip.ts';
import { counted } from '../../text/words.ts';
import { nameIn } from '../judge/requests.ts';
import { effectOf } from './effect.ts';
import { jobsIn, type PlacedJob, talksInTheClear } from './jobs.ts';
import { leavesOf } from './leaves.ts';
import type { NormalisedRequest } from './normalise.ts';
import type { BaselineChange } from './types.ts';

type Requests = readonly NormalisedRequest[];

/** What has changed from the requests of a baseline to those sent now, member by member. */
export function changesBetween(before: Requests, after: Requests): readonly BaselineChange[] {
  return pairs(before, after).flatMap(([was, is]) => {
    if (was && is) return membersChanged(was, is);
    return was ? [gone(was)] : is ? [added(is)] : [];
  });
}

type Pair = readonly [was: NormalisedRequest | undefined, is: NormalisedRequest | undefined];

/** The same ones first, then those of one name, then by their order; always of one operation. */
function pairs(before: Requests, after: Requests): readonly Pair[] {
  const left = [...before];
  const found: { readonly is: NormalisedRequest; was?: NormalisedRequest }[] = after.map((is) => ({ is }));
  for (const fits of [sameText, sameName, sameOperation]) {
    for (const pair of found) {
      const index = pair.was ? -1 : left.findIndex((was) => sameOperation(was, pair.is) && fits(was, pair.is));
      if (index >= 0) pair.was = left.splice(index, 1)[0] as NormalisedRequest;
    }
  }
  return [...found.map(({ was, is }) => [was, is] as const), ...left.map((was) => [was, undefined] as const)];
}

type Fits = (was: NormalisedRequest, is: NormalisedRequest) => boolean;
const sameOperation: Fits = (was, is) => was.operation === is.operation;
const sameText: Fits = (was, is) => JSON.stringify(was.request) === JSON.stringify(is.request);
const sameName: Fits = (was, is) => nameOf(was) === nameOf(is);

const nameOf = ({ operation, request }: NormalisedRequest): string => nameIn(operation, request);

function membersChanged(was: NormalisedRequest, is: NormalisedRequest): readonly BaselineChange[] {
  const [before, after] = [leavesOf(was.request), leavesOf(is.request)];
  const [jobsBefore, jobsAfter] = [jobsIn(was), jobsIn(is)];
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.flatMap((key) => {
    const [old, now] = [before.get(key), after.get(key)];
    if (JSON.stringify(old?.value) === JSON.stringify(now?.value)) return [];
    const path = (now ?? old)?.path ?? '';
    const effect = effectOf({
      path,
      before: old?.value,
      after: now?.value,
      jobBefore: old && jobAt(jobsBefore, old.path),
      jobAfter: now && jobAt(jobsAfter, now.path),
    });
    const told = { before: valueText(old?.value), after: valueText(now?.value) };
    return [{ operation: is.operation, request: nameOf(is), path, ...told, effect }];
  });
}

/** The job in whose definition a member is: of those around it the nearest. */
function jobAt(jobs: readonly PlacedJob[], path: string): PlacedJob | undefined {
  const around = jobs.filter(({ at }) => at === '' || path.startsWith(`${at}.`));
  return around.toSorted((one, other) => other.at.length - one.at.length)[0];
}

/** Who launches less encrypted work may launch it elsewhere, where nobody looks. */
function gone(was: NormalisedRequest): BaselineChange {
  const jobs = jobsIn(was);
  const effect = jobs.some(({ job }) => job.encrypted === true) ? 'weakens' : 'changes';
  return { ...whole(was), before: summary(jobs), after: NOT_SENT, effect };
}

function added(is: NormalisedRequest): BaselineChange {
  const jobs = jobsIn(is);
  return {
    ...whole(is),
    before: NOT_SENT,
    after: summary(jobs),
    effect: jobs.some(talksInTheClear) ? 'weakens' : 'changes',
  };
}

const whole = (request: NormalisedRequest) => ({ operation: request.operation, request: nameOf(request), path: '' });

const NOT_SENT = 'not sent';

function summary(jobs: readonly PlacedJob[]): string {
  const told = jobs.map(({ job: { instances, encrypted } }) => {
    const count = instances === 0 ? 'instances not given' : counted(instances, 'instance');
    return `${count}, ${encrypted ? 'encrypted' : 'not encrypted'}`;
  });
  return told.join('; ') || 'sent';
}

const MOST = 200;

function valueText(value: unknown): string {
  if (value === undefined) return NOT_SENT;
  return clip(JSON.stringify(value), MOST);
}
