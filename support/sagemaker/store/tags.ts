import type { Tag } from '@aws-sdk/client-sagemaker';
import { limitExceeded } from '../errors/own-errors.ts';

/** The service's limit of tags on one resource. */
const MOST = 50;

/** The tags of an account's resources, by ARN. */
export class Tags {
  readonly #byArn = new Map<string, Map<string, string>>();
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
    const merged = mergedWith(this.#byArn.get(arn) ?? new Map(), tags);
    checkTagCount(merged.size);
    if (merged.size > 0) this.#byArn.set(arn, merged);
    this.#onChange(arn);
  }

  remove(arn: string, keys: readonly string[]): void {
    for (const key of keys) this.#byArn.get(arn)?.delete(key);
    this.#onChange(arn);
  }

  /** In the order added. */
  list(arn: string): readonly Tag[] {
    return [...(this.#byArn.get(arn) ?? [])].map(([Key, Value]) => ({ Key, Value }));
  }

  forget(arn: string): void {
    this.#byArn.delete(arn);
  }
}

/** @throws ServiceError ResourceLimitExceeded when a request gives more tags than a resource may have. */
export function checkTags(tags: readonly Tag[] = []): void {
  checkTagCount(mergedWith(new Map(), tags).size);
}

function mergedWith(before: ReadonlyMap<string, string>, tags: readonly Tag[]): Map<string, string> {
  return new Map([...before, ...tags.map(({ Key = '', Value = '' }): [string, string] => [Key, Value])]);
}

function checkTagCount(count: number): void {
  if (count > MOST) throw limitExceeded(`a resource has at most ${MOST} tags; this one would have ${count}.`);
}
