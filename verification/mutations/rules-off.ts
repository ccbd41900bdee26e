import { Failure } from '../../support/failure.ts';
import type { Rule } from '../../support/rules/types.ts';
import type { Mutation } from './mutation.ts';

export const RULES_FILE = 'support/rules/index.ts';

/**
 * A mutation for every rule: its line is taken out of the list, and its import with it. `text` is that of the list's
 * file, `rules` what the list holds.
 * @throws Failure when the lines of the list cannot be distinguished.
 */
export function rulesOff(text: string, rules: readonly Rule[]): readonly Mutation[] {
  const list = /export const rules: readonly Rule\[\] = \[\n(.*?)\n\];/s.exec(text)?.[1] ?? '';
  const names = list.split('\n').map((line) => /^ {2}(\w+),$/.exec(line)?.[1]);
  if (names.length !== rules.length || names.includes(undefined)) {
    const message = `the list in ${RULES_FILE} is not one rule a line, as this script reads it: ${names.length} lines, ${rules.length} rules.`;
    throw new Failure(message, { exitCode: 3 });
  }
  return rules.map(({ id, title }, index) => ({
    name: `rule ${id}`,
    means: `not checked: ${title}`,
    file: RULES_FILE,
    edits: [
      { find: `\n  ${names[index]},\n`, replace: '\n' },
      { find: importOf(text, names[index] ?? ''), replace: '' },
    ],
  }));
}

function importOf(text: string, name: string): string {
  return new RegExp(`^import \\{ ${name} \\} from '[^']+';\\n`, 'm').exec(text)?.[0] ?? `import { ${name} }`;
}
