/** Sends a signal to a process, or to a group by its negative number. Does nothing to one that is gone, or another user's. */
export function send(target: number | undefined, signal: NodeJS.Signals): void {
  if (target === undefined) return;
  try {
    process.kill(target, signal);
  } catch {
    // The next look shows what is left.
  }
}
