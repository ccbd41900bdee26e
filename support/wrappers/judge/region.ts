import { titleOf } from './requests.ts';
import { type Check, found } from './seen.ts';

/** The network lies in one region, and the request went to another. */
export const region: Check = ({ attempt, requests }) => {
  if (attempt.region === undefined) return [];
  const [elsewhere] = requests.filter((request) => request.region !== attempt.region);
  if (elsewhere === undefined) return [];
  return [
    found({
      id: 'region-changed',
      operation: elsewhere.operation,
      job: elsewhere.name,
      text: `${titleOf(elsewhere)} went to ${elsewhere.region}, and the network lies in ${attempt.region}.`,
      closestMatch: `AWS_REGION was ${attempt.region}`,
      fix: ['Take the region from AWS_REGION, and name none of your own.'],
    }),
  ];
};
