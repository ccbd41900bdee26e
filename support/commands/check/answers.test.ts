import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { Log } from 'sarif';
import fc from '../../../verification/fast-check.ts';
import { HISTORY_FILE, readHistory } from '../../documentation/site/history.ts';
import { markdownSummary } from '../../documentation/site/markdown/summary.ts';
import { headlineOf } from '../../documentation/site/pages/headline.ts';
import { readWrappers } from '../../documentation/site/read/wrappers.ts';
import { render } from '../../documentation/site/render.ts';
import { scratch } from '../../documentation/site/testing/runs.ts';
import type { SiteData } from '../../documentation/site/types.ts';
import { ANSWERS, type Answer, type Mark } from '../../findings/answer.ts';
import { ANSWER_CASES } from '../../findings/testing/cases.ts';
import { describeWrapperVerdict } from '../../wrappers/judge/index.ts';
import { documentOf } from '../../wrappers/report/document.ts';
import { annotationsOf, markdownOf } from '../../wrappers/report/github.ts';
import { junitOf } from '../../wrappers/report/junit.ts';
import { describeMatrix, matrixOf } from '../../wrappers/report/matrix.ts';
import type { CheckedAttempt } from '../../wrappers/report/result.ts';
import { sarifOf } from '../../wrappers/report/sarif.ts';
import { attemptFrom, CHECKED_CASES, checkedFrom } from '../../wrappers/testing/answer-cases.ts';
import { resultOf } from '../../wrappers/testing/verdicts.ts';
import { afterCheck } from '../docs/after-check.ts';
import { lineOf, reportOf } from './telling.ts';

const same = (text: string): string => text;
const PLAIN = { bad: same, good: same, dim: same };
const nowhere = () => undefined;

/** What a surface shows of one attempt: `✗ unencrypted`, every time that it shows it. */
type Surface = (checked: CheckedAttempt) => readonly string[] | Promise<readonly string[]>;

const WORDS = Object.keys(ANSWERS).join('|');

/** Every mark that stands before one of the six answers. */
function signsIn(text: string): readonly string[] {
  const plain = stripVTControlCharacters(text).replaceAll('\\~', '~').replaceAll('\u00A0', ' ');
  return [...plain.matchAll(new RegExp(`([✓✗?~])\\s+(${WORDS})\\b`, 'giu'))].map(
    ([, mark, word]) => `${mark} ${word?.toLowerCase()}`,
  );
}

/** Tags of HTML say nothing to a reader. */
const textOf = (html: string): string => html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]+>/g, ' ');

function cellsOf(checked: CheckedAttempt) {
  using place = scratch();
  return readWrappers(place.write('check.json', JSON.stringify(documentOf(resultOf([checked]), place.folder)))).cells;
}

const siteOf = (checked: CheckedAttempt): SiteData => ({
  title: 'Safe?',
  writtenAt: '2026-01-01T00:00:00.000Z',
  runs: [],
  claims: [],
  scenarios: [],
  wrappers: cellsOf(checked),
  problems: [],
});

async function page(checked: CheckedAttempt, name: RegExp): Promise<readonly string[]> {
  const pages = await render(siteOf(checked));
  const [, content] = [...pages].find(([file]) => name.test(file)) ?? [];
  return signsIn(textOf(String(content)));
}

const SURFACES: Readonly<Record<string, Surface>> = {
  'terminal, a line for each attempt': (checked) => signsIn(lineOf(checked)),
  'terminal, one command': (checked) => signsIn(reportOf(resultOf([checked]), 'raw', 'usual')),
  'terminal, everything': (checked) => signsIn(reportOf(resultOf([checked]), 'kept', 'verbose')),
  'a verdict in words': (checked) => signsIn(describeWrapperVerdict(checked.verdict)),
  'the matrix': (checked) => signsIn(describeMatrix(matrixOf(resultOf([checked])), PLAIN, 120)),
  JUnit: (checked) => {
    const xml = junitOf(resultOf([checked]), nowhere);
    const of = (name: string) => new RegExp(`<property name="${name}" value="([^"]*)"`).exec(xml)?.[1];
    return [`${of('mark')} ${of('answer')}`];
  },
  SARIF: (checked) => {
    const log = JSON.parse(sarifOf(resultOf([checked]), nowhere)) as Log;
    const told = log.runs[0]?.properties?.answers as { readonly mark: Mark; readonly answer: Answer }[];
    return told.map(({ mark, answer }) => `${mark} ${answer}`);
  },
  JSON: (checked) => {
    const [attempt] = documentOf(resultOf([checked]), '/').attempts;
    const marks = { passed: '✓', failed: '✗', excepted: '~', 'not shown': '?', interrupted: '?', 'not started': '?' };
    return attempt ? [`${marks[attempt.standing]} ${attempt.answer.answer}`] : [];
  },
  "GitHub, the job's summary": (checked) => signsIn(markdownOf(resultOf([checked]))),
  'the page of all wrappers': (checked) => page(checked, /^wrappers\.html$/),
  'the page of one wrapper': (checked) => page(checked, /wrapper.*\/.*\.html$/),
  'the history': async (checked) => {
    using place = scratch();
    const history = join(place.folder, HISTORY_FILE);
    const unstarted = {
      ...checked,
      attempt: { ...checked.attempt, command: { ...checked.attempt.command, ending: 'exited' as const } },
    };
    await afterCheck(resultOf([unstarted]), { history });
    return readHistory(history).flatMap(({ cells }) => Object.values(cells).flatMap((one) => Object.values(one)));
  },
};

suite('every surface prints the answer, and nothing else', () => {
  for (const [name, surface] of Object.entries(SURFACES)) {
    test(name, async () => {
      for (const { of, checked } of CHECKED_CASES) {
        const shown = [...new Set(await surface(checked))];
        assert.deepEqual(shown, [`${of.mark} ${of.answer}`], of.name);
      }
    });
  }

  test('GitHub, annotations: for what is no tick, and only for that', () => {
    for (const { of, checked } of CHECKED_CASES) {
      const shown = [...new Set(annotationsOf(resultOf([checked]), nowhere).flatMap(({ title }) => signsIn(title)))];
      assert.deepEqual(shown, of.mark === '✓' ? [] : [`${of.mark} ${of.answer}`], of.name);
    }
  });

  test('terminal, compact: for what is no tick, and only for that', () => {
    for (const { of, checked } of CHECKED_CASES) {
      const shown = signsIn(reportOf(resultOf([checked]), 'kept', 'compact'));
      assert.deepEqual(shown, of.mark === '✓' ? [] : [`${of.mark} ${of.answer}`], of.name);
    }
  });

  test('the start page: No for what is unsafe, Yes for what was earned, Not shown for everything else', () => {
    for (const { of, checked } of CHECKED_CASES) {
      const unsafe = of.answer === 'unencrypted' || of.answer === 'blocked';
      const data = siteOf(checked);
      assert.equal(headlineOf(data).answer, unsafe ? 'no' : of.mark === '✓' ? 'yes' : 'unknown', of.name);
      const sign = unsafe ? '❌' : of.mark === '✓' ? '✅' : '⚠️';
      assert.ok(markdownSummary(data).startsWith(`## ${sign} `), of.name);
    }
  });

  test('all six answers are among the cases', () => {
    assert.deepEqual([...new Set(ANSWER_CASES.map(({ answer }) => answer))].sort(), Object.keys(ANSWERS).sort());
  });
});

/** Surfaces that cost little. */
const CHEAP = Object.entries(SURFACES).filter(([name]) => !/page|history/.test(name));

const seen = ANSWER_CASES.filter((one) => one.seen !== undefined && one.answer !== 'refused');

test('where a fact that decides is unknown, no surface prints a tick', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seen),
      fc.constantFrom('rules', 'count', 'start', 'interrupted' as const),
      async (of, removed) => {
        const attempt = attemptFrom(of);
        const [call] = attempt.calls;
        assert.ok(call);
        const input = structuredClone(call.input) as Record<string, unknown>;
        if (removed === 'count') delete input.ResourceConfig;
        const ending = removed === 'start' ? 'not started' : removed === 'interrupted' ? removed : 'exited';
        const single = of.answer === 'single instance';
        const checked = checkedFrom({
          ...attempt,
          calls: removed === 'start' ? [] : [{ ...call, input }],
          verdicts: removed === 'rules' ? [] : attempt.verdicts,
          command: { ...attempt.command, ending },
        });
        for (const [name, surface] of CHEAP) {
          const text = (await surface(checked)).join('\n');
          // One instance needs no rules: nothing that decides was removed.
          if (single && removed === 'rules') assert.match(text, /✓ single instance/);
          else assert.doesNotMatch(text, /✓/, `${name}: ${of.name} without ${removed}`);
        }
      },
    ),
    { numRuns: 60 },
  );
});
