import type { Paint } from '../../rules/describe.ts';
import type { WrapperVerdict } from '../types.ts';

/** A verdict for a person: per job what was asked and sent, what is broken, how near it was, and what mends it. */
export function describeWrapperVerdict({ wrapper, situation, did }: WrapperVerdict, _paint?: Paint): string {
  return `${wrapper}  ${situation}  ${did}`;
}
