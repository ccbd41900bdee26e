import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, suite, test } from 'node:test';
import { sweep } from '../../wrappers/run/run-folder.ts';
import { writeWrapper } from '../../wrappers/testing/wrapper.ts';
import { killAfter, moments, startProgram, untilNone, untilPrinted, wholeRun, withArgument } from '../testing/death.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-death-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const skip = process.platform !== 'linux' && 'it reads /proc';

/** Starts a child, a grandchild in a session of its own, and one that has lost its environment. */
const FAMILY = `
sleep "$1" &
setsid sleep "$1" &
(env -i setsid sleep "$1" &)
echo "up $1"
sleep "$1"
`;

const start = (args: readonly string[]) => startProgram(args, folder, { TMPDIR: folder });
const withMark = (seconds: string) => () => withArgument(seconds);

const SITUATIONS = ['documented', 'one-instance'].flatMap((id) => ['--situation', id]);
const header = (text: string): string => text.split('\n', 1)[0] ?? '';
const filesBelow = (place: string): readonly string[] =>
  readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(place, file)).isFile());

const runFolders = () => readdirSync(folder).filter((name) => name.startsWith('train-encrypt-run-'));

/** A number of seconds that no other process sleeps for. */
const mark = (index: number): string => `${86_000 + index}.${process.pid}`;

suite('SIGKILL of check', { skip, concurrency: 2 }, () => {
  for (const [index, isolation] of ['auto', 'environment'].entries()) {
    test(`${isolation}: ends child, grandchild and one without environment; its folder goes with the next run`, async () => {
      const seconds = mark(index);
      const child = start(['check', '--isolation', isolation, '--', 'sh', '-c', FAMILY, 'sh', seconds]);
      await untilPrinted(child, `up ${seconds}`);
      assert.ok(withArgument(seconds).length >= 3);
      child.kill('SIGKILL');
      await once(child, 'exit');
      assert.deepEqual(await untilNone(withMark(seconds)), []);
      await sweep(folder);
      const own = runFolders().filter((name) => name.startsWith(`train-encrypt-run-${child.pid}-`));
      assert.deepEqual(own, []);
    });
  }

  test('at random moments: nothing runs, the report is the former or the whole new one', async (t) => {
    const report = join(folder, 'report.json');
    const former = '{"former": true}';
    writeFileSync(report, former);
    const seconds = mark(9);
    const script = `trap 'exit 1' TERM; echo up; setsid sleep ${seconds} & sleep 0.1`;
    const check = (file: string) => start(['check', '--json', file, '--', 'sh', '-c', script]);
    const tookMs = await wholeRun(check(join(folder, 'other.json')));
    for (const delay of moments(t, 4, tookMs)) {
      await killAfter(check(report), delay);
      assert.deepEqual(await untilNone(withMark(seconds)), []);
      const text = readFileSync(report, 'utf8');
      assert.ok(text === former || JSON.parse(text).schema === 'train-encrypt/check', text.slice(0, 200));
    }
    await sweep(folder);
    assert.equal(existsSync(report), true);
  });

  test('of check --update at random moments: every baseline is the former or the new one, whole', async (t) => {
    const baselines = join(folder, 'baselines');
    const update = (image: string) => {
      const command = ['--', process.execPath, writeWrapper(folder), '--image', image];
      return start(['check', '--update', '--baselines', baselines, ...SITUATIONS, ...command]);
    };
    const texts = () => filesBelow(baselines).map((file) => readFileSync(join(baselines, file), 'utf8'));
    const tookMs = await wholeRun(update('x:0'));
    const approved = texts();
    assert.equal(approved.length, 2);
    for (const [round, delay] of moments(t, 5, tookMs).entries()) {
      await killAfter(update(`x:${round + 1}`), delay);
      const names = filesBelow(baselines).filter((file) => !basename(file).startsWith('.'));
      assert.equal(names.length, approved.length, 'none is lost');
      for (const name of names) {
        const text = readFileSync(join(baselines, name), 'utf8');
        const image = new RegExp(`\\bTrainingImage: \\S+/x:[0-${round + 1}]\\n`);
        assert.match(text, image);
        // The same but for the image: nothing is cut off.
        assert.equal(text.replace(image, ''), approved.find((one) => header(one) === header(text))?.replace(image, ''));
      }
    }
    await wholeRun(update('x:9'));
    assert.ok(texts().every((text) => text.includes('/x:9')));
    assert.deepEqual(
      filesBelow(baselines).filter((file) => basename(file).startsWith('.')),
      [],
      'what died left nothing beside them',
    );
  });
});
