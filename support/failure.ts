const BRAND = Symbol.for('train-encrypt.failure');

/**
 * Something that went wrong outside this program: a port in use, a flag that does not exist, a folder that cannot be
 * written. The text says what happened, to what, and what to do; it is shown without a stack trace.
 * @example
 * ```ts
 * import { Failure, startHarness } from 'train-encrypt';
 *
 * try {
 *   await startHarness({ faults: ['CreateTrainingJob:nonsense'] });
 * } catch (error) {
 *   if (error instanceof Failure) process.exitCode = error.exitCode;
 * }
 * ```
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  /** 2: usage or configuration. 3: the tool could not do its work. */
  readonly exitCode: 2 | 3;
  /** @internal */
  readonly [BRAND] = true;

  /** Those of a bundled program and of the files beside it are of two classes, and both are failures. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && BRAND in value && value[BRAND] === true;
  }

  constructor(message: string, options: { readonly exitCode: 2 | 3; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.exitCode = options.exitCode;
  }
}
