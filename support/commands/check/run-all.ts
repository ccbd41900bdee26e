import type { PlannedAttempt } from '../../wrappers/config/plan.ts';
import type { CheckedAttempt } from '../../wrappers/report/result.ts';

export interface RunAllOptions {
  /** How many at once. */
  readonly parallel: number;
  /** Nothing new is begun once it is aborted. */
  readonly signal: AbortSignal;
  /** Show how far it has come, on this terminal. */
  readonly terminal: boolean;
  readonly run: (planned: PlannedAttempt) => Promise<CheckedAttempt>;
  /** Told of each when it has ended. */
  readonly onDone: (checked: CheckedAttempt) => void;
  readonly title: (planned: PlannedAttempt) => string;
  readonly ended: (checked: CheckedAttempt) => string;
  /** Whether it is shown as one that went well. */
  readonly good: (checked: CheckedAttempt) => boolean;
}

/**
 * Runs them all, so many at once. Resolves to what was tried, in the order planned: all, unless it was interrupted.
 * Rejects with the first error, once what was under way has ended.
 */
export async function runAll(
  plan: readonly PlannedAttempt[],
  options: RunAllOptions,
): Promise<readonly CheckedAttempt[]> {
  const { Listr } = await import('listr2');
  const done: (CheckedAttempt | undefined)[] = plan.map(() => undefined);
  const errors: unknown[] = [];
  const tasks = plan.map((planned, index) => ({
    title: options.title(planned),
    skip: () => options.signal.aborted || errors.length > 0,
    task: async (_: unknown, task: { title: string | undefined }) => {
      const checked = await options.run(planned).catch((error: unknown) => {
        errors.push(error);
        throw error;
      });
      done[index] = checked;
      task.title = options.ended(checked);
      options.onDone(checked);
      // Only so that the list marks it: what is wrong with it is reported below.
      if (!options.good(checked)) throw new Error(task.title);
    },
  }));
  const shared = { concurrent: options.parallel, exitOnError: false, registerSignalListeners: false } as const;
  const list = options.terminal
    ? new Listr(tasks, {
        ...shared,
        renderer: 'default',
        rendererOptions: { collapseErrors: true, showErrorMessage: false },
      })
    : new Listr(tasks, { ...shared, renderer: 'silent' });
  await list.run();
  if (errors.length > 0) throw errors[0];
  return done.filter((checked) => checked !== undefined);
}
