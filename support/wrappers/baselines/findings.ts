import { relative } from 'node:path';
import type { WrapperFinding } from '../../findings/finding.ts';
import { counted, plural } from '../../text/words.ts';
import { titleOf } from '../judge/requests.ts';
import { ANSWER } from './answer.ts';
import { isApprovable } from './approvable.ts';
import type { BaselineChange, BaselineOptions, BaselineResult } from './types.ts';

/** What there is to say about a comparison: a finding for each member that weakens, and one for all the rest. */
export function findingsOf(
  result: Omit<BaselineResult, 'findings'>,
  options: BaselineOptions,
): readonly WrapperFinding[] {
  const { status, changes } = result;
  const weaker = changes.filter(({ effect }) => effect === 'weakens');
  const others = changes.filter(({ effect }) => effect !== 'weakens');
  return [
    ...weaker.map((change) => weakened(change, result, options)),
    ...(status === 'changed' && others.length > 0 ? [changed(others, result, options)] : []),
    ...(status === 'new' ? [unknown(result, options)] : []),
    ...(options.update && (status === 'new' || status === 'changed') ? notApproved(result, options) : []),
  ];
}

function weakened(
  change: BaselineChange,
  { since, status }: Omit<BaselineResult, 'findings'>,
  { attempt }: BaselineOptions,
): WrapperFinding {
  const { operation, request, path, before, after, allowed } = change;
  const what = titleOf({ operation, name: request });
  const text = path
    ? `${what}: ${path} was ${before} in the baseline of ${since}, and is ${after} now, which is weaker.`
    : `${what}: was ${before} in the baseline of ${since}, and is ${after} now, which is weaker.`;
  const told = allowed
    ? [`Allowed until ${allowed.expires} by ${allowed.owner}: ${allowed.reason}`]
    : [
        path && before !== 'not sent' ? `Send ${path}: ${before} again.` : `Send what the baseline of ${since} has.`,
        `Or allow it by name: { wrapper: '${attempt.wrapper}', situation: '${attempt.situation.id}', path: '${path || operation}', owner, reason, expires }.`,
      ];
  return {
    id: 'baseline-weakened',
    // What is approved now was allowed; what is not approved is broken until it is.
    outcome: allowed ? 'advice' : 'broken',
    ...(operation !== ANSWER && { operation }),
    ...(request && { job: request }),
    ...(path && { member: path }),
    text,
    closestMatch: status === 'approved' ? 'approved' : '',
    fix: told,
    provenance: 'ours',
  };
}

function changed(
  others: readonly BaselineChange[],
  { since, file }: Omit<BaselineResult, 'findings'>,
  { update }: BaselineOptions,
): WrapperFinding {
  const stronger = others.filter(({ effect }) => effect === 'strengthens').length;
  const members = others.length === 1 ? '1 member differs' : `${others.length} members differ`;
  const how = stronger > 0 ? `; ${stronger} of them ${plural(stronger, 'is', 'are')} stronger` : '';
  return {
    ...advice('baseline-changed'),
    text: `${members} from the baseline of ${since}${how}.`,
    closestMatch: others
      .slice(0, 4)
      .map(({ operation, path, before, after }) => `${path || operation}: ${before} → ${after}`)
      .join('; '),
    fix: update ? [] : [`Approve it with --update, and review ${shown(file)} as you would code.`],
  };
}

function unknown({ file }: Omit<BaselineResult, 'findings'>, { update }: BaselineOptions): WrapperFinding {
  return {
    ...advice('baseline-new'),
    text: `There is no baseline ${shown(file)} to compare with.`,
    fix: update ? [] : ['Approve what was sent with --update, and keep the file under version control.'],
  };
}

function notApproved(
  { changes }: Omit<BaselineResult, 'findings'>,
  options: BaselineOptions,
): readonly WrapperFinding[] {
  const { command } = options.attempt;
  const weaker = changes.filter(({ effect, allowed }) => effect === 'weakens' && !allowed).length;
  const why = isApprovable(options)
    ? `nobody has allowed what weakens it (${counted(weaker, 'member')})`
    : command.ending === 'exited'
      ? options.verdict?.outcome === 'failed'
        ? 'the attempt failed'
        : 'the attempt did not show what it was to show'
      : `the command did not run to its end (${command.ending})`;
  return [{ ...advice('baseline-not-approved'), text: `What was sent was not approved: ${why}.` }];
}

const advice = (id: WrapperFinding['id']): WrapperFinding => ({
  id,
  outcome: 'advice',
  text: '',
  closestMatch: '',
  fix: [],
  provenance: 'ours',
});

const shown = (file: string): string => relative(process.cwd(), file);
