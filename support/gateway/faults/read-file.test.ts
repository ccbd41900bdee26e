import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Failure } from '../../failure.ts';
import { readFaultFile } from './read-file.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'train-encrypt-faults-'));
});
after(() => rm(folder, { recursive: true }));

async function read(text: string, name = 'faults.yaml') {
  const path = join(folder, name);
  await writeFile(path, text);
  return readFaultFile(path);
}

const EXPECTED = [
  { operation: 'CreateTrainingJob', fault: 'throttle', times: 2 },
  { operation: 'ListTags', fault: '503', every: 3, account: '012345678901' },
];

test('reads YAML, in words and with members', async () => {
  const yaml = `
faults:
  - CreateTrainingJob:throttle:times=2
  - operation: ListTags
    fault: 503
    every: 3
    account: '012345678901'
`;
  assert.deepEqual(await read(yaml), EXPECTED);
});

test('reads JSON', async () => {
  assert.deepEqual(await read(JSON.stringify(EXPECTED), 'faults.json'), EXPECTED);
  assert.deepEqual(await read(JSON.stringify({ faults: EXPECTED }), 'faults.json'), EXPECTED);
});

for (const [what, text, message] of [
  ['no YAML', 'faults: [', /is neither JSON nor YAML: /],
  ['nothing', '', /faults\.yaml: /],
  ['another list', 'failures: []', /faults\.yaml: /],
  ['a fault that is none', '- ListTags:dance', /faults\.yaml: "ListTags:dance": fault: there is no such fault/],
  ['the second is wrong', '- ListTags:500\n- ListTags:slow', /faults\.yaml: fault 2: "ListTags:slow": ms: /],
] as const) {
  test(`names the file and what is wrong with it: ${what}`, async () => {
    await assert.rejects(read(text), (error) => {
      assert.ok(error instanceof Failure);
      assert.equal(error.exitCode, 2);
      assert.match(error.message, message);
      return true;
    });
  });
}

test('a file that is not there', async () => {
  await assert.rejects(readFaultFile(join(folder, 'none.yaml')), /none\.yaml cannot be read \(ENOENT\)\. Give a JSON/);
});
