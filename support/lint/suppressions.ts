import { z } from 'zod';
import { Failure } from '../failure.ts';
import type { Answerable } from '../findings/exception.ts';
import { pathText } from './path-text.ts';
import type { ParsedDocument, Path } from './text.ts';
import { isObject } from './undecided.ts';

/** A finding that somebody answers for, written in the document itself. */
export interface Suppression extends Answerable {
  /** A finding's id; a star stands for any characters. */
  readonly finding: string;
  readonly file: string;
  /** Of a comment: the line that it speaks of. */
  readonly line?: number;
  /** Of a key: the part of the document that it speaks of, as in `Place.path`. */
  readonly path?: string;
}

const text = z.string().trim().min(1, { error: 'is empty' });
const exception = z.strictObject({
  finding: text,
  owner: text,
  reason: text,
  expires: z.iso.date({ error: 'is no date: write the last day on which it counts as YYYY-MM-DD' }),
});

const COMMENT = /(?:#|\/\/)\s*train-encrypt:\s*except\b\s*(.*)$/;
const FORM = '# train-encrypt: except request-flag owner=ada expires=2027-01-31 reason=why it is known';

/**
 * Comments in the text. Each speaks of its own line, or of the next one that is no comment.
 * @throws Failure (exit code 2) for one that lacks its finding, owner, reason or date
 */
export function commentsIn(content: string, file: string): readonly Suppression[] {
  if (!content.includes('train-encrypt:')) return [];
  const lines = content.split(/\r?\n/);
  return lines.flatMap((line, index): readonly Suppression[] => {
    const [whole, rest = ''] = COMMENT.exec(line) ?? [];
    if (whole === undefined) return [];
    const stands = line.trim() === whole.trim();
    const next = lines.findIndex((other, at) => at > index && !/^\s*(#|\/\/|$)/.test(other));
    const [finding = ''] = rest.split(/\s/, 1);
    const reason = /\breason=(.*)$/.exec(rest)?.[1];
    const head = reason === undefined ? rest : rest.slice(0, rest.indexOf('reason='));
    const of = (name: string) => new RegExp(`\\b${name}=(\\S+)`).exec(head)?.[1];
    const given = { finding: finding.includes('=') ? '' : finding, owner: of('owner'), expires: of('expires'), reason };
    return [{ ...checked(given, `${file}:${index + 1}`), file, line: (stands && next >= 0 ? next : index) + 1 }];
  });
}

/**
 * Keys in a document, for those that have no comments: `x-train-encrypt: { except: [...] }` beside what it speaks of,
 * or `train-encrypt` in the Metadata of a resource.
 */
export function keysIn({ value, lineOf }: ParsedDocument, file: string): readonly Suppression[] {
  const found: Suppression[] = [];
  const walk = (part: unknown, path: Path): void => {
    if (Array.isArray(part)) for (const [index, item] of part.entries()) walk(item, [...path, index]);
    if (!isObject(part)) return;
    for (const [key, item] of Object.entries(part)) {
      if (/^(x-)?train-encrypt$/.test(key) && isObject(item) && 'except' in item) {
        const scope = path.at(-1) === 'Metadata' ? path.slice(0, -1) : path;
        const at = `${file}:${lineOf([...path, key]) ?? 1}`;
        for (const one of [item.except].flat()) found.push({ ...checked(one, at), file, path: pathText(scope) });
      } else walk(item, [...path, key]);
    }
  };
  walk(value, []);
  return found;
}

function checked(given: unknown, at: string): z.infer<typeof exception> {
  const read = exception.safeParse(given);
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
  throw new Failure(`${at} is an exception that cannot count: ${wrong.join('; ')}. Write ${FORM}`, { exitCode: 2 });
}
