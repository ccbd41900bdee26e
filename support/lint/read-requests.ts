import { Failure } from '../failure.ts';
import { listed } from '../text/words.ts';
import { conform } from './conform.ts';
import type { DocumentPart, FoundRequest } from './documents/document.ts';
import { DOCUMENTS } from './documents/index.ts';
import { type Path, parseText } from './text.ts';
import type { ReadRequest } from './types.ts';

/**
 * Every request for jobs that can have the flag, in the order of the text: a request itself, or those in an event or a
 * definition. What the text is is seen from its content. None for a definition that asks for no such job.
 * @param file what to call the text in places and errors
 * @throws Failure (exit code 2) that names file and line when the text cannot be read, or is nothing known here
 */
export function readRequests(text: string, file: string): readonly ReadRequest[] {
  return parseText(text, file).flatMap(({ value, lineOf }) =>
    readDocument(value, file).map((found) => {
      const { kind, operation, by, path } = found;
      const line = lineOf(path);
      const place = { file, path: pathText(path), ...(line !== undefined && { line }) };
      return {
        kind,
        operation,
        by,
        place,
        lineOf: (member: string) => lineOf([...path, ...stepsOf(member)]),
        ...conform(operation, found.value),
      };
    }),
  );
}

function readDocument(value: unknown, file: string): readonly FoundRequest[] {
  const found = readPart({ value, path: [] });
  if (found) return found;
  const known = listed(
    DOCUMENTS.map(({ title }) => title),
    10,
  );
  throw new Failure(`${file} is nothing that lint knows. It reads ${known}.`, { exitCode: 2 });
}

/** A list may hold documents of any kind. */
function readPart({ value, path }: DocumentPart): readonly FoundRequest[] | undefined {
  if (Array.isArray(value)) {
    const parts = value.map((item, index) => readPart({ value: item, path: [...path, index] }));
    return parts.length > 0 && parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  for (const { read } of DOCUMENTS) {
    const found = read({ value, path }, readPart);
    if (found) return found;
  }
  return undefined;
}

/** `TrainingJobDefinitions.2` → `TrainingJobDefinitions`, 1 */
const stepsOf = (member: string): Path =>
  member === '' ? [] : member.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) - 1 : step));

/** `Records[0].requestParameters` */
export function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : /^[\w:-]+$/.test(step) ? `.${step}` : `["${step}"]`))
    .join('')
    .replace(/^\./, '');
}
