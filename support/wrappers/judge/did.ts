import { counted, listed } from '../../text/words.ts';
import { endOf } from './errors.ts';
import { mayTalk } from './members.ts';
import type { Seen } from './seen.ts';
import { unresolved } from './tries.ts';
import { endingOf } from './words.ts';

/** What a wrapper did, in a few words. */
export function didOf(seen: Seen): string {
  const { attempt, requests } = seen;
  const { command } = attempt;
  if (command.ending === 'not started') return 'could not be started';
  const how = command.ending === 'exited' && command.exitCode === 0 ? [] : [endingOf(command)];
  return [...launched(seen), ...ends(seen), ...(requests.length === 0 ? nothing(seen) : []), ...how].join(', ');
}

function launched({ attempt: { given }, requests }: Seen): readonly string[] {
  const created = requests.filter(({ status }) => status === 'created');
  if (created.length === 0) return [];
  const clear = created.filter(({ jobs }) => jobs.some((job) => mayTalk(job, given) && job.encrypted !== true)).length;
  const encrypted = created.every(({ jobs }) => jobs.every((job) => job.encrypted === true));
  const defined = created.filter(({ at }) => at !== '').length;
  const what = listed([
    ...(created.length > defined ? [`launched ${counted(created.length - defined, 'job')}`] : []),
    ...(defined > 0 ? [`defined ${counted(defined, 'job')}`] : []),
  ]);
  if (clear === 0) return encrypted ? [what, 'encrypted'] : [what];
  return clear === created.length ? [what, 'unencrypted'] : [what, `${clear} of them unencrypted`];
}

function ends({ requests }: Seen): readonly string[] {
  const open = new Set(unresolved(requests));
  const passed = requests.filter((request) => request.status !== 'created' && !open.has(request)).length;
  const words = [...new Set([...open].map(endOf))];
  return [
    ...(passed > 0 ? [`after ${counted(passed, 'failed try', 'failed tries')}`] : []),
    ...(words.length > 0 ? [`was ${listed(words)}`] : []),
  ];
}

function nothing({ attempt: { calls } }: Seen): readonly string[] {
  const any = calls.some(({ service }) => service === 'sagemaker');
  return [any ? 'asked for no job' : 'made no SageMaker call'];
}
