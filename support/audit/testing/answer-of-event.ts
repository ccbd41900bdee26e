import { type Answer, answerOf } from '../../findings/answer.ts';
import { type Fact, type JobFacts, known, unknown } from '../../findings/facts.ts';
import { askedJobs, type RequestedJob } from '../../lint/asked-jobs.ts';
import { readDocuments } from '../../lint/read-requests.ts';

/**
 * The answers that `answerOf` gives for the jobs of a CloudTrail record, read as lint reads it, without a network: what
 * the SQL must give too. What the service accepted is never refused, whatever the documentation says of it.
 */
export function answersOfEvent(event: object): readonly Answer[] {
  const [request] = readDocuments(JSON.stringify({ Records: [event] }), 'event.json').requests;
  if (request === undefined) return [];
  const { refusedWith } = request;
  const refusal: JobFacts['refusal'] =
    refusedWith === undefined ? known('none', 'the event') : known({ by: refusedWith, expected: true }, 'the event');
  const asked = askedJobs(request);
  if (asked.length === 0) return [refusedWith === undefined ? 'not shown' : 'refused'];
  return asked.map((one) => answerOf({ ...factsOf(one), refusal }).answer);
}

function factsOf({ job, undecided }: RequestedJob): Omit<JobFacts, 'refusal'> {
  const open = unknown('the event does not have it');
  const instances: Fact<number | 'service chooses'> =
    undecided.instances && job.instances < 2
      ? open
      : job.instances !== 0
        ? known(job.instances, 'the event')
        : /^CreateAutoMLJob/.test(job.operation)
          ? known('service chooses', 'the event')
          : open;
  return {
    exercised: known(true, 'the event'),
    instances,
    flag: undecided.flag
      ? open
      : known(job.encrypted === undefined ? 'absent' : job.encrypted ? 'true' : 'false', 'it'),
    vpc: undecided.vpc ? open : known(job.vpc !== undefined, 'the event'),
    rules: {},
  };
}
