import type { Answer } from '../findings/answer.ts';
import { lintRequest } from '../lint/judge-request.ts';
import type { NetworkSource } from '../lint/network/book.ts';
import { readRequests } from '../lint/read-requests.ts';

/** What a network makes of jobs with several instances and the flag. */
export interface NetworkAnswer {
  readonly answer: Answer;
  readonly because: readonly string[];
}

/**
 * Answers for VPCs by the network of today, as lint gives them. CloudTrail has no networks of the past.
 * @param vpc of the tally: JSON with names in lower case
 */
export function networkAnswers(source: NetworkSource): (vpc: string) => Promise<NetworkAnswer> {
  const known = new Map<string, Promise<NetworkAnswer>>();
  const answer = async (vpc: string): Promise<NetworkAnswer> => {
    const request = {
      ResourceConfig: { InstanceCount: 2 },
      EnableInterContainerTrafficEncryption: true,
      VpcConfig: JSON.parse(vpc),
    };
    const [read] = readRequests(JSON.stringify({ operation: 'CreateTrainingJob', request }), 'the VPC');
    const [job] = read ? await lintRequest(read, source, { mode: 'documented', strict: false }) : [];
    return job?.answered ?? { answer: 'not shown', because: ['its VPC cannot be read'] };
  };
  return (vpc) => {
    const found = known.get(vpc) ?? answer(vpc);
    known.set(vpc, found);
    return found;
  };
}
