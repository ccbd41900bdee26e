import { listed } from '../../text/words.ts';
import { mayTalk } from './members.ts';
import { titleOf } from './requests.ts';
import { type Check, found } from './seen.ts';

/** Launched where a good wrapper refuses, and less protected than several instances need it. */
export const launchedAnyway: Check = ({ attempt: { situation, given, verdicts }, requests }) => {
  if (situation.expectation !== 'refuses') return [];
  return requests.flatMap((request) => {
    if (request.status !== 'created' || request.at !== '') return [];
    const stalls = verdicts.some(
      ({ job, stalls }) => stalls && job.operation === request.operation && job.name === request.name,
    );
    const talking = request.jobs.filter((job) => mayTalk(job, given));
    const faults = [
      ...(talking.some(({ encrypted }) => encrypted !== true) ? ['its instances exchange unencrypted traffic'] : []),
      ...(talking.some(({ vpc }) => vpc === undefined) ? ['it runs outside any private VPC'] : []),
      ...(stalls ? ['its instances cannot exchange encrypted traffic'] : []),
    ];
    if (faults.length === 0) return [];
    return [
      found({
        id: 'launched-anyway',
        operation: request.operation,
        job: request.name,
        text: `${titleOf(request)} was launched where it should have been refused: ${listed(faults)}.`,
        closestMatch: situation.title,
        fix: ['Launch nothing, say why, and exit with a non-zero code.'],
      }),
    ];
  });
};
