import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Failure } from '../../failure.ts';
import type { Config } from './config.ts';
import { findConfig } from './find.ts';
import { readConfig } from './read.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-config-'));
after(() => rmSync(folder, { recursive: true }));

let count = 0;

/** A file of its own, so that no module is met a second time. */
function file(ending: string, text: string): string {
  count += 1;
  const path = join(folder, `c${count}.${ending}`);
  writeFileSync(path, text);
  return path;
}

const WHOLE: Config = {
  wrappers: {
    launch: {
      command: ['python', 'launch.py', '--subnets', '{subnets}'],
      cwd: 'jobs',
      env: { TEAM: 'fraud' },
      profiles: ['prod'],
      timeout: 30,
      outputLimit: 1,
      situations: {
        documented: {},
        'one-instance': { args: ['--instances', '1'], env: { A: '' }, expect: 'launches' },
      },
    },
    nightly: { command: './nightly.sh', situations: ['all'] },
  },
  situations: ['documented', 'esp-missing'],
  rules: 'observed',
  strict: true,
  engine: 'embedded',
  parallel: 2,
  baselines: 'baselines',
  allow: [{ wrapper: 'launch', path: 'VpcConfig.*', owner: 'ada', reason: 'moved', expires: '2026-12-31' }],
  exceptions: [
    { wrapper: 'nightly', situation: '*', finding: 'no-call', owner: 'ada', reason: 'is new', expires: '2026-12-31' },
  ],
};

test('every format says the same', async (t) => {
  const json = JSON.stringify(WHOLE);
  const formats: readonly [string, string][] = [
    ['json', json],
    ['yaml', json],
    ['yml', json],
    [
      'ts',
      `import type { X } from 'nowhere';\nconst config = ${json} as const satisfies object;\nexport default config;`,
    ],
    ['mts', `export default ${json} as object;`],
    ['mjs', `export default await Promise.resolve(${json});`],
    ['js', `export default ${json};`],
    ['cjs', `module.exports = ${json};`],
    ['ts', `export default Promise.resolve(${json});`],
  ];
  for (const [ending, text] of formats) {
    await t.test(ending, async () => {
      const path = file(ending, text);
      assert.deepEqual(JSON.parse(JSON.stringify(await readConfig(path))), { file: path, folder, config: WHOLE });
    });
  }
});

test('YAML as people write it', async () => {
  const { config } = await readConfig(file('yaml', 'wrappers:\n  a:\n    command: ./a.sh --fast\n    timeout: 5\n'));
  assert.deepEqual(config, { wrappers: { a: { command: './a.sh --fast', timeout: 5 } } });
});

const wrapper = (more: object) => JSON.stringify({ wrappers: { a: { command: 'x', ...more } } });

test('what cannot be read is reported with its file and place', async (t) => {
  const mistakes: readonly [what: string, ending: string, text: string, message: RegExp][] = [
    [
      'throws',
      'ts',
      "const x: number = 1;\n\nthrow new Error('no such thing');\n",
      /^c\d+\.ts:3:\d+: throws: no such thing\.$/,
    ],
    [
      'throws in a function',
      'ts',
      "function f(): never {\n  throw new Error('x');\n}\nf();\n",
      /^c\d+\.ts:2:\d+: throws: x\.$/,
    ],
    ['throws no error', 'ts', "throw 'a text';\n", /^c\d+\.ts: throws a text\.$/],
    ['rejects', 'ts', "export default Promise.reject(new Error('later'));\n", /^c\d+\.ts:1:\d+: throws: later\.$/],
    [
      'syntax of TypeScript',
      'ts',
      'export default {\n  wrappers: {\n    a b\n};\n',
      /^c\d+\.ts:3:6: cannot be parsed: Expected "}" but found "b"\.$/,
    ],
    [
      'syntax of JavaScript',
      'mjs',
      'export default {\n  wrappers: {\n    a b\n};\n',
      /^c\d+\.mjs:3: cannot be parsed: Unexpected identifier 'b'\.$/,
    ],
    [
      'imports nothing there',
      'ts',
      "import x from './nowhere.ts';\nexport default { x };\n",
      /^c\d+\.ts: imports what is not there: .*nowhere\.ts.*\.$/,
    ],
    [
      'a function',
      'ts',
      'export default () => ({});\n',
      /^c\d+\.ts: exports a function\. Export the configuration itself\.$/,
    ],
    [
      'no default',
      'ts',
      'export const wrappers = {};\n',
      /^c\d+\.ts: holds no configuration\. Export one as the default, .*train-encrypt init/,
    ],
    ['empty TypeScript', 'ts', '', /holds no configuration/],
    ['an empty object', 'ts', 'export default {};', /holds no configuration/],
    ['empty JSON', 'json', ' \n', /holds no configuration/],
    ['empty YAML', 'yaml', '# nothing yet\n', /holds no configuration/],
    ['no JSON', 'json', '{\n "wrappers": {,}}', /^c\d+\.json is not JSON: .* \(line 2 column \d+\)\.$/],
    ['no YAML', 'yaml', 'wrappers: [a\n', /^c\d+\.yaml is not YAML: .* at line 2, column 1\.$/],
    ['another ending', 'toml', 'a = 1', /^c\d+\.toml is no configuration: give a file that ends in/],
    ['a text', 'yaml', 'wrappers', /^c\d+\.yaml: is a text, not an object\.$/],
    ['no wrapper', 'json', '{"wrappers":{}}', /^c\d+\.json: wrappers: names no wrapper: /],
    ['no wrappers', 'json', '{"rules":"observed"}', /^c\d+\.json: wrappers: is missing\.$/],
    ['a list of wrappers', 'json', '{"wrappers":[]}', /: wrappers: is a list, not an object\.$/],
    [
      'an unknown key',
      'json',
      '{"wrapers":{"a":{"command":"x"}},"wrappers":{"a":{"command":"x"}}}',
      /: unknown key "wrapers"; did you mean wrappers\? Available: wrappers, situations, /,
    ],
    [
      'an unknown key of a wrapper',
      'json',
      wrapper({ time_out: 3 }),
      /: wrappers\.a: unknown key "time_out"; did you mean timeout\?/,
    ],
    [
      'an unknown key unlike all',
      'json',
      wrapper({ zzz: 3 }),
      /: wrappers\.a: unknown key "zzz"\. Available: command, cwd, /,
    ],
    [
      'an unknown key in a situation',
      'json',
      wrapper({ situations: { documented: { expects: 'launches' } } }),
      /: wrappers\.a\.situations\.documented: unknown key "expects"; did you mean expect\?/,
    ],
    [
      'an unknown expectation',
      'json',
      wrapper({ situations: { documented: { expect: 'wins' } } }),
      /: wrappers\.a\.situations\.documented\.expect: is "wins", not one of launches, refuses, retries, reports\.$/,
    ],
    [
      'a situation left out without a reason',
      'json',
      wrapper({ situations: { all: true, except: [{ situation: 'heterogeneous' }] } }),
      /: wrappers\.a\.situations\.except\[0\]\.reason: is missing\.$/,
    ],
    ['no situation', 'json', wrapper({ situations: [] }), /: wrappers\.a\.situations: is empty\.$/],
    [
      'situations as a number',
      'json',
      wrapper({ situations: 3 }),
      /: wrappers\.a\.situations: is 3: give a list such as \['documented'\] or \['all'\], or an object with /,
    ],
    ['situations as a text', 'json', wrapper({ situations: 'all' }), /: is "all": give a list such as .* or \['all'\]/],
    ['no command', 'json', '{"wrappers":{"a":{}}}', /: wrappers\.a\.command: is missing\.$/],
    ['an empty command', 'json', wrapper({ command: [] }), /: wrappers\.a\.command: is empty\.$/],
    [
      'a command of numbers',
      'json',
      wrapper({ command: [3] }),
      /: wrappers\.a\.command\[0\]: is a number, not a text\.$/,
    ],
    [
      'quotes in a command',
      'json',
      wrapper({ command: 'sh -c "x y"' }),
      /: wrappers\.a\.command: has quotes, which nothing reads here: /,
    ],
    ['no time', 'json', wrapper({ timeout: 0 }), /: wrappers\.a\.timeout: is not more than 0\.$/],
    ['too much time', 'json', wrapper({ timeout: 1e9 }), /: wrappers\.a\.timeout: is more than 86400\.$/],
    [
      'a number as a variable',
      'json',
      wrapper({ env: { A: 1 } }),
      /: wrappers\.a\.env\.A: is no text: put the value in quotes\.$/,
    ],
    [
      'a bad name of a variable',
      'json',
      wrapper({ env: { 'A=': '1' } }),
      /: wrappers\.a\.env\["A="\]: is no name for a variable\.$/,
    ],
    [
      'a name with a slash',
      'json',
      '{"wrappers":{"../a":{"command":"x"}}}',
      /: wrappers\["\.\.\/a"\]: is no name for a wrapper: /,
    ],
    [
      'an unknown engine',
      'json',
      '{"wrappers":{"a":{"command":"x"}},"engine":"cloud"}',
      /: engine: is "cloud", not one of embedded, /,
    ],
    [
      'parallel by halves',
      'json',
      '{"wrappers":{"a":{"command":"x"}},"parallel":1.5}',
      /: parallel: is a number, not a whole number\.$/,
    ],
    [
      'a date that is none',
      'json',
      JSON.stringify({ ...WHOLE, exceptions: [{ ...WHOLE.exceptions?.[0], expires: '2026-02-30' }] }),
      /: exceptions\[0\]\.expires: is no date: /,
    ],
    [
      'an exception that nobody answers for',
      'json',
      JSON.stringify({ ...WHOLE, exceptions: [{ ...WHOLE.exceptions?.[0], owner: '' }] }),
      /: exceptions\[0\]\.owner: is empty\.$/,
    ],
    [
      'several mistakes',
      'json',
      '{"wrappers":{"a":{"comand":"x"}},"strict":"yes"}',
      /^c\d+\.json:\n {2}wrappers\.a\.command: is missing\n {2}wrappers\.a: unknown key "comand"; did you mean command\? [^\n]*\n {2}strict: is a text, not a boolean$/,
    ],
  ];
  for (const [what, ending, text, message] of mistakes) {
    await t.test(what, async () => {
      const path = file(ending, text);
      await assert.rejects(readConfig(path), (error: unknown) => {
        assert.ok(error instanceof Failure, String(error));
        assert.match(error.message, message);
        assert.equal(error.exitCode, 2);
        return true;
      });
    });
  }
});

test('a file that is not there', async () => {
  await assert.rejects(
    readConfig(join(folder, 'none.ts')),
    /^Failure: the configuration .*none\.ts cannot be read: there is no such file\.$/,
  );
});

test('the configuration of a folder is found, and two of them are one too many', () => {
  const home = mkdtempSync(join(folder, 'home-'));
  assert.equal(findConfig(home), undefined);
  writeFileSync(join(home, 'train-encrypt.config.yml'), '');
  assert.equal(findConfig(home), join(home, 'train-encrypt.config.yml'));
  writeFileSync(join(home, 'train-encrypt.config.ts'), '');
  assert.throws(
    () => findConfig(home),
    /several configurations in .*: train-encrypt\.config\.ts, train-encrypt\.config\.yml\. Keep one/,
  );
});
