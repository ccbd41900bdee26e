import { invalid } from '../errors/own-errors.ts';
import { propertyNamed } from './property.ts';

/**
 * What records are sorted by: a text, or a number where the property is one. A record without it comes before all others.
 * @throws ServiceError ValidationException, in our words, for a property that is not a single value
 */
export function sortKey(name: string): (record: object) => string | number {
  const property = propertyNamed(name);
  if (property.kind === 'structure') throw invalid(`results cannot be sorted by ${name}: it is not a single value.`);
  const missing = property.kind === 'text' ? '' : -Number.MAX_VALUE;
  return (record) => {
    const [value] = property.values(record);
    if (value === undefined) return missing;
    return property.kind === 'text' ? String(value) : Number(value);
  };
}
