import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';

/** What a command is called where nobody named it: as the script that it names, or else as its program. */
export function wrapperName(words: readonly string[], folder: string): string {
  const script = words.slice(1).find((word) => !word.startsWith('-') && existsSync(resolve(folder, word)));
  const name = basename(script ?? words[0] ?? '');
  return name.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N} ._@+-]+/gu, '') || 'command';
}
