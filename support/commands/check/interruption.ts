/** Ctrl-C and its like: the first asks everything to end, a second one waits for nothing. */
export interface Interruption extends Disposable {
  readonly signal: AbortSignal;
  /** 128 and the number of the signal that came. */
  readonly exitCode: number | undefined;
}

const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Listens until it is disposed of.
 * @param tell told at the first signal
 */
export function interruption(tell: () => void): Interruption {
  const controller = new AbortController();
  let exitCode: number | undefined;
  const listeners = Object.entries(CODES).map(([name, code]) => {
    const listener = () => {
      if (exitCode !== undefined) process.exit(exitCode);
      exitCode = code;
      tell();
      controller.abort();
    };
    process.on(name, listener);
    return [name, listener] as const;
  });
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode;
    },
    [Symbol.dispose]() {
      for (const [name, listener] of listeners) process.off(name, listener);
    },
  };
}
