/**
 * Whether somebody who looks at jobs finds that they have ended. Under an instant clock a job would be over at the first
 * look, and a client that creates, describes and stops a job could never stop one. So the first looks at a new job find it
 * at work, and a client that polls, or waits as an SDK does, finds it ended.
 */
export class Looks {
  readonly #now: () => number;
  #created = Number.NEGATIVE_INFINITY;
  #sinceCreated = 0;
  readonly #described = new Map<string, number>();

  /** @param now real time, Unix milliseconds */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Takes note of a request. Returns whether everything that is scheduled is to have happened before it is answered. */
  settles({ operation, input, userAgent }: Look): boolean {
    if (operation.startsWith('Create') || STARTS.has(operation)) {
      this.#created = this.#now();
      this.#sinceCreated = 0;
      // A tuning job that begins with another one looks at that one.
      return true;
    }
    this.#sinceCreated += 1;
    const again = operation.startsWith('Describe') && this.#describedBefore(input);
    const over =
      again ||
      !/^(Describe|List|Search|Stop)/.test(operation) ||
      this.#sinceCreated >= LOOKS ||
      this.#now() - this.#created > FRESH_MS ||
      isWaiter(userAgent);
    // What was stopped cannot be stopped again: the next look may find it ended.
    if (operation.startsWith('Stop')) this.#sinceCreated = LOOKS;
    else if (over) this.#described.clear();
    return over;
  }

  #describedBefore(input: object): boolean {
    const name = Object.values(input).join();
    const before = this.#described.get(name) ?? 0;
    this.#described.set(name, before + 1);
    return before > 0;
  }
}

export interface Look {
  /** `DescribeTrainingJob`. */
  readonly operation: string;
  readonly input: object;
  readonly userAgent: string;
}

/** Operations that launch jobs, though their names do not say so. */
const STARTS: ReadonlySet<string> = new Set(['StartPipelineExecution', 'StartExecution']);

/** Looks after the last creation that find jobs at work: a Describe and a List fit before a Stop. */
const LOOKS = 3;

/** A job that nobody looked at for so long is over. */
const FRESH_MS = 60_000;

/**
 * Whether an SDK waits in this request: botocore, the CLI on it, and the SDKs for Java and Go say so among the features
 * in their User-Agent, `m/…,B,…`, or as `waiter`. The JavaScript SDK says nothing.
 */
function isWaiter(userAgent: string): boolean {
  const features = /(?:^| )m\/(\S+)/.exec(userAgent)?.[1]?.split(',') ?? [];
  return features.includes('B') || /waiter/i.test(userAgent);
}
