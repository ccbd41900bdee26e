import { Failure } from '../../support/failure.ts';

/** One thing that stops working, to see whether a scenario notices. */
export interface Mutation {
  /** Short, unique, for `--only`. */
  readonly name: string;
  /** What no longer works, for people. */
  readonly means: string;
  /** From the top of the checkout. */
  readonly file: string;
  readonly edits: readonly Edit[];
}

export interface Edit {
  /** Text that the file has exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** A mutation as the tables write it: of a file that many have in common, with one edit. */
export type Row = readonly [name: string, means: string, find: string, replace: string];

export function inFile(file: string, rows: readonly Row[]): readonly Mutation[] {
  return rows.map(([name, means, find, replace]) => ({ name, means, file, edits: [{ find, replace }] }));
}

/**
 * The file's text with the mutation in it.
 * @throws Failure when an edit no longer fits: the code has changed and the table has not.
 */
export function mutated(text: string, { name, file, edits }: Mutation): string {
  return edits.reduce((changed, { find, replace }) => {
    const found = changed.split(find).length - 1;
    if (found !== 1) {
      const message = `the mutation "${name}" no longer fits: ${file} has the text it changes ${found} times, not once. Change the mutation with the code, in verification/mutations/table. The text: ${find}`;
      throw new Failure(message, { exitCode: 3 });
    }
    if (find === replace) throw new Failure(`the mutation "${name}" changes nothing in ${file}`, { exitCode: 3 });
    // A function, since in a string `$` would mean something.
    return changed.replace(find, () => replace);
  }, text);
}
