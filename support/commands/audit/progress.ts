import type { Progress } from '../../audit/types.ts';

/** Characters. */
const BAR = 24;

/**
 * Does work while a bar on the terminal says how far it has come. On no terminal nothing is printed of it.
 * @param work is given what to call with each step
 */
export async function withProgress<T>(
  isTerminal: boolean,
  work: (onProgress: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
  const { Listr } = await import('listr2');
  let result: { readonly value: T } | undefined;
  const task = {
    title: 'Reading',
    task: async (_: unknown, shown: { title: string | undefined }) => {
      const value = await work((progress) => {
        shown.title = barOf(progress);
      });
      result = { value };
    },
  };
  const shared = { exitOnError: true, registerSignalListeners: false } as const;
  const list = isTerminal
    ? new Listr([task], { ...shared, renderer: 'default', rendererOptions: { showErrorMessage: false } })
    : new Listr([task], { ...shared, renderer: 'silent' });
  await list.run();
  if (result === undefined) throw new Error('the work ended without a result');
  return result.value;
}

/** `Reading [█████░░░░░] 120 of 500 files, 240,000 records`. */
export function barOf({ files, allFiles, records }: Progress): string {
  const share = allFiles === 0 ? 1 : Math.min(1, files / allFiles);
  const full = Math.round(share * BAR);
  const count = (number: number): string => number.toLocaleString('en-US');
  return `Reading [${'█'.repeat(full)}${'░'.repeat(BAR - full)}] ${count(files)} of ${count(allFiles)} files, ${count(records)} records`;
}
