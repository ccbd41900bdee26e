import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Command } from 'commander';
import { registerAudit } from '../support/commands/audit/index.ts';
import { registerCheck } from '../support/commands/check/index.ts';
import { registerLint } from '../support/commands/lint/index.ts';
import { registerServe } from '../support/commands/serve/index.ts';
import { packageRoot } from '../support/package.ts';

const program = new Command();
registerAudit(program);
registerCheck(program);
registerLint(program);
registerServe(program);

/** The options in the table of a page, as `--name`. */
function tabled(page: string): readonly string[] {
  const [, table = ''] = /<!-- options:.*?-->\n([\s\S]*?)<!-- \/options -->/.exec(page) ?? [];
  const cells = table
    .split('\n')
    .slice(2)
    .map((row) => row.split('|')[1] ?? '');
  return cells.flatMap((cell) => cell.match(/--[a-z][a-z0-9-]*/g) ?? []);
}

/** Options of the page that the command lacks, and options of the command that the page never names. */
function differences(page: string, options: readonly string[]) {
  return {
    invented: tabled(page).filter((option) => !options.includes(option)),
    omitted: options.filter((option) => !new RegExp(`${option}\\b(?!-)`).test(page)),
  };
}

for (const name of ['audit', 'check', 'lint', 'serve']) {
  const page = readFileSync(join(packageRoot, 'docs', `${name}.md`), 'utf8');
  const options = program.commands.find((command) => command.name() === name)?.options.map(({ long }) => long ?? '');

  test(`docs/${name}.md has every option of ${name}, and no other`, () => {
    assert.ok(options !== undefined && options.length > 0);
    assert.deepEqual(differences(page, options), { invented: [], omitted: [] });
  });
}

test('an option without a row, and a row without an option, are noticed', () => {
  const page = '<!-- options: x -->\n| option |\n|---|\n| `--rules`, `--nothing <file>` | |\n<!-- /options -->';
  assert.deepEqual(differences(page, ['--rules', '--strict']), { invented: ['--nothing'], omitted: ['--strict'] });
});
