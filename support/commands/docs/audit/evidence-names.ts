import { basename, dirname } from 'node:path';

/**
 * Names for files of evidence, in a folder of their own: the base name where no other has it, else with that of its
 * folder, and a number where that is not enough.
 */
export function evidenceNames(files: readonly string[]): readonly string[] {
  const used = new Set<string>();
  const alone = (name: string) => files.filter((file) => basename(file) === name).length === 1;
  return files.map((file) => {
    const base = basename(file);
    const wanted = plain(alone(base) ? base : `${basename(dirname(file))}-${base}`);
    let name = wanted;
    for (let n = 2; used.has(name); n += 1) name = `${n}-${wanted}`;
    used.add(name);
    return `evidence/${name}`;
  });
}

/** Fit for a manifest, whose lines a line break or a backslash would change. */
const plain = (name: string): string => name.replace(/[^\w.@+-]+/g, '_').replace(/^\.+/, '_');
