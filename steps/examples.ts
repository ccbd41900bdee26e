import { readFile } from 'node:fs/promises';
import type { Named } from './checked.ts';

const README = new URL('../examples/wrappers/README.md', import.meta.url);

/** A row of the README's tables: what an example must come to, and where. */
export interface ReadmeRow extends Named {
  readonly wrapper: string;
  /** Empty for a right one. */
  readonly situations: readonly string[];
}

/** The examples as README.md names them, right ones without a finding. */
export async function readmeRows(): Promise<readonly ReadmeRow[]> {
  const rows = (await readFile(README, 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));
  return rows.map((cells) => {
    const [, wrapper = '', , , , situations = '', finding = ''] = cells;
    const [id = '', member] = finding.split(' ');
    return { wrapper, situations: situations === '' ? [] : situations.split(', '), id, member };
  });
}

/** The wrappers that the configuration of the examples names. */
export async function exampleNamed(): Promise<readonly string[]> {
  const { default: config } = await import('../examples/wrappers/train-encrypt.config.ts');
  return Object.keys(config.wrappers);
}
