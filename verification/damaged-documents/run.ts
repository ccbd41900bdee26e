import { Failure } from '../../support/failure.ts';
import { collapsed } from '../../support/lint/conditions.ts';
import { withElsewhere } from '../../support/lint/elsewhere.ts';
import { lintRequest } from '../../support/lint/judge-request.ts';
import type { NetworkSource } from '../../support/lint/network/book.ts';
import { networkOfTexts } from '../../support/lint/network/files.ts';
import { readDocuments } from '../../support/lint/read-requests.ts';
import { documentOf } from '../../support/lint/report/json.ts';
import type { LintedRequest, LintResult } from '../../support/lint/report/result.ts';
import { sarifOf } from '../../support/lint/report/sarif.ts';
import { textOf } from '../../support/lint/report/text.ts';
import { training } from '../../support/lint/testing/lint.ts';
import { PLAIN } from '../../support/rules/describe.ts';
import { type Chance, chances } from '../mutated-requests/chance.ts';
import { damageJson } from '../mutated-requests/json.ts';
import { NETWORK, type Original, originals } from './corpus.ts';

export interface Fault {
  /** Counted from 0. */
  readonly number: number;
  readonly what: string;
  readonly text: string;
  readonly error: unknown;
}

export interface Outcome {
  readonly judged: number;
  readonly refused: number;
  readonly faults: readonly Fault[];
}

/** What reads and judges one document. Rejects with a Failure of exit code 2 for what it cannot read. */
export type Judge = (document: Original) => Promise<void>;

/** Damages so many documents, and has each judged and reported. Anything but a refusal with exit code 2 is a fault. */
export async function lintDamaged(count: number, seed: number, judge: Judge = lintOne): Promise<Outcome> {
  const all = originals();
  const outcome = { judged: 0, refused: 0, faults: [] as Fault[] };
  for (const [number, chance] of chances(seed, count).entries()) {
    const original = chance.pick(all);
    const { text, what } = damaged(original.text, chance);
    try {
      await judge({ kind: original.kind, text });
      outcome.judged += 1;
    } catch (error) {
      if (error instanceof Failure && error.exitCode === 2) outcome.refused += 1;
      else outcome.faults.push({ number, what, text, error });
    }
  }
  return outcome;
}

function damaged(text: string, chance: Chance): { readonly text: string; readonly what: string } {
  const damages = 1 + chance.upTo(2);
  let [now, what] = [text, ''];
  for (let index = 0; index < damages; index++) {
    const next = chance.upTo(3) === 0 || !/^\s*[[{]/.test(now) ? damageText(now, chance) : ofJson(now, chance);
    now = next.text;
    what = `${what}${what && ', '}${next.what}`;
  }
  return { text: now, what };
}

function ofJson(text: string, chance: Chance) {
  const { body, what } = damageJson(Buffer.from(text), chance);
  return { text: body.toString('utf8'), what };
}

const PIECES = [
  '{',
  '[',
  ']',
  '}',
  ':',
  '- ',
  '\n',
  '  ',
  '"',
  '&a ',
  '*a',
  '<<: *a\n',
  '!Ref ',
  '---\n',
  '\u0000',
  '#',
  '|',
  '? ',
];

/** A piece of a text is gone, doubled, or replaced. */
function damageText(text: string, chance: Chance) {
  const at = chance.upTo(text.length);
  const length = chance.pick([1, 3, 20, 200]);
  const [before, piece, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)];
  return chance.pick([
    { text: before + after, what: `${length} characters are gone at ${at}` },
    { text: before + piece + piece + after, what: `${length} characters twice at ${at}` },
    { text: before + chance.pick(PIECES) + piece + after, what: `a piece of syntax at ${at}` },
    { text: before, what: `cut at ${at}` },
  ]);
}

const OPTIONS = { mode: 'documented', strict: false } as const;
const SOURCE: NetworkSource = networkOfTexts([['network.json', JSON.stringify(NETWORK)]]);

/** As `lint` does: reads, judges, and writes every report. */
export const lintOne: Judge = async ({ kind, text }) => {
  const asNetwork = kind === 'network';
  const source = asNetwork ? networkOfTexts([['damaged', text]]) : SOURCE;
  const read = readDocuments(asNetwork ? JSON.stringify(training()) : text, 'damaged');
  const requests: LintedRequest[] = [];
  for (const request of read.requests) {
    requests.push(withElsewhere(request, await lintRequest(request, source, OPTIONS), read.requests));
  }
  const result: LintResult = {
    files: ['damaged'],
    requests: collapsed(requests),
    skipped: read.skipped,
    rules: 'documented',
    strict: false,
    network: source.title,
  };
  textOf(result, PLAIN);
  JSON.stringify(documentOf(result));
  sarifOf(result);
};
