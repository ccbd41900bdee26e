import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../support/wrappers/config/read.ts';
import type { Named } from './checked.ts';

const CONFIG = fileURLToPath(new URL('../../examples/wrappers/train-encrypt.config.ts', import.meta.url));
const README = new URL('../../examples/wrappers/README.md', import.meta.url);

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
  const { config } = await readConfig(CONFIG);
  return Object.keys(config.wrappers);
}
