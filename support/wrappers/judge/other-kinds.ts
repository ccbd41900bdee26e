import { FLAGGED_OPERATIONS } from '../../sagemaker/request-facts.ts';
import { nameIn, titleOf } from './requests.ts';
import { type Check, found } from './seen.ts';

/** Several instances of a kind whose API has no place for the flag, such as batch transform. */
export const otherKinds: Check = ({ attempt: { calls } }) =>
  calls.flatMap(({ service, operation = '', input }) => {
    if (service !== 'sagemaker' || !/^(Create|Update|Start)/.test(operation)) return [];
    if ((FLAGGED_OPERATIONS as readonly string[]).includes(operation)) return [];
    const most = mostInstances(input, '');
    if (most.count < 2) return [];
    const name = nameIn(operation, input);
    return [
      found({
        id: 'no-such-flag',
        outcome: 'advice',
        operation,
        job: name,
        member: most.path,
        text: `${titleOf({ operation, name })} has ${most.count} instances, and its API has no place for the flag.`,
        fix: ['Where its instances may not exchange unencrypted traffic, ask for one instance.'],
        provenance: 'observed',
      }),
    ];
  });

interface Most {
  readonly path: string;
  readonly count: number;
}

/** The largest `InstanceCount` anywhere in a request, the groups of one list taken together. */
function mostInstances(value: unknown, path: string): Most {
  if (Array.isArray(value)) {
    const parts = value.map((one, index) => mostInstances(one, `${path}.${index + 1}`));
    return path.endsWith('InstanceGroups')
      ? { path, count: parts.reduce((sum, { count }) => sum + count, 0) }
      : largest(parts);
  }
  if (typeof value !== 'object' || value === null) return { path, count: 0 };
  return largest(
    Object.entries(value).map(([member, inner]) => {
      const place = path ? `${path}.${member}` : member;
      return member === 'InstanceCount' && typeof inner === 'number'
        ? { path: place, count: inner }
        : mostInstances(inner, place);
    }),
  );
}

const largest = (parts: readonly Most[]): Most =>
  parts.reduce((most, one) => (one.count > most.count ? one : most), { path: '', count: 0 });
