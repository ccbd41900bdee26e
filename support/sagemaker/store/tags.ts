import type { Tag } from '@aws-sdk/client-sagemaker';
import { limitExceeded } from '../errors/own-errors.ts';

/** The service's limit of tags on one resource. */
const MOST = 50;

/** The tags of an account's resources, by ARN. */
export class Tags {
  readonly #byArn = new Map<string, readonly Tag[]>();
  readonly #onChange: (arn: string) => void;

  /** @param onChange told of each resource whose tags change, but for one that is forgotten */
  constructor(onChange: (arn: string) => void = () => {}) {
    this.#onChange = onChange;
  }

  /**
   * Adds tags; a key that is there gets the new value.
   * @throws ServiceError ResourceLimitExceeded, with nothing added, when there would be more than 50.
   */
  add(arn: string, tags: readonly Tag[]): void {
    const merged = mergedWith(this.#byArn.get(arn) ?? [], tags);
    checkTagCount(merged.length);
    if (merged.length > 0) this.#byArn.set(arn, merged);
    this.#onChange(arn);
  }

  remove(arn: string, keys: readonly string[]): void {
    const left = (this.#byArn.get(arn) ?? []).filter(({ Key = '' }) => !keys.includes(Key));
    if (left.length > 0) this.#byArn.set(arn, left);
    else this.#byArn.delete(arn);
    this.#onChange(arn);
  }

  /** In the order added. */
  list(arn: string): readonly Tag[] {
    return this.#byArn.get(arn) ?? [];
  }

  forget(arn: string): void {
    this.#byArn.delete(arn);
  }
}

/** @throws ServiceError ResourceLimitExceeded when a request gives more tags than a resource may have. */
export function checkTags(tags: readonly Tag[] = []): void {
  if (tags.length > MOST) checkTagCount(mergedWith([], tags).length);
}

/** One tag for each key, with the last value given, where the key was first. */
function mergedWith(before: readonly Tag[], tags: readonly Tag[]): readonly Tag[] {
  // As given, where that is the same: jobs of one wrapper share theirs.
  if (before.length === 0 && tags.length <= 1 && tags.every(({ Value }) => Value !== undefined)) return tags;
  const values = new Map<string, string>();
  for (const { Key = '', Value = '' } of [...before, ...tags]) values.set(Key, Value);
  return [...values].map(([Key, Value]) => ({ Key, Value }));
}

function checkTagCount(count: number): void {
  if (count > MOST) throw limitExceeded(`a resource has at most ${MOST} tags; this one would have ${count}.`);
}
