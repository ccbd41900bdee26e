import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Envelope } from '@cucumber/messages';
import { Failure } from '../../../failure.ts';
import { RUN_TYPE, type RunNote } from '../../evidence/run-note.ts';
import { RunMessages } from '../../summary.ts';
import { EVIDENCE_TYPE, type Evidence, type RunConditions } from '../types.ts';
import { readEvidence, readNote } from './attachments.ts';

/** What one file of cucumber's messages reports: one run, or one shard of it. */
export interface MessageFile {
  /** As it was named. */
  readonly file: string;
  readonly messages: RunMessages;
  readonly conditions: RunConditions;
  /** Absent when the run was not made by `features`, but by a cucumber-js that attaches evidence. */
  readonly note: RunNote | undefined;
  /** By the id of a started test case. */
  readonly evidence: ReadonlyMap<string, Evidence>;
  /** Unix milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
}

/**
 * Reads a file of messages line by line: of what the pages do not show, nothing is kept.
 * Rejects with a `Failure` (exit code 2) when it is none, is cut short, reports no run or several, or was not made
 * with train-encrypt.
 */
export async function readMessageFile(file: string): Promise<MessageFile> {
  const gathered = new Gathered(file);
  for await (const line of linesOf(file)) gathered.add(line);
  return gathered.whole();
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file);
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : (code ?? message);
    throw new Failure(`the messages ${file} cannot be read: ${why}.`, { exitCode: 2, cause: error });
  } finally {
    input.destroy();
  }
}

/** What the pages do not show, and takes the most room. */
const LEFT_OUT: readonly (keyof Envelope)[] = [
  'source',
  'stepDefinition',
  'testStepStarted',
  'suggestion',
  'attachment',
];

class Gathered {
  readonly #file: string;
  readonly #messages = new RunMessages();
  readonly #evidence = new Map<string, Evidence>();
  #note: RunNote | undefined;
  #line = 0;
  /** A line that is not JSON: broken off, when it is the last. */
  #broken: number | undefined;
  #runs = 0;

  constructor(file: string) {
    this.#file = file;
  }

  add(line: string): void {
    this.#line += 1;
    if (this.#broken !== undefined) throw this.#notMessages(this.#broken, 'is not JSON');
    if (line.trim() === '') return;
    const envelope = this.#parse(line);
    if (envelope === undefined) return;
    if (this.#line === 1 && envelope.meta === undefined) throw this.#notMessages(1, 'is no message of cucumber');
    if (envelope.testRunStarted !== undefined) this.#runs += 1;
    if (this.#runs > 1) {
      throw this.#failure(
        `holds several runs, the second from line ${this.#line} on. Give each run a file of its own.`,
      );
    }
    this.#takeAttachment(envelope);
    if (!LEFT_OUT.some((kind) => envelope[kind] !== undefined)) this.#messages.add(envelope);
  }

  whole(): MessageFile {
    const { query } = this.#messages;
    if (this.#line === 0) throw this.#failure('is empty. Run `train-encrypt features` again.');
    if (this.#broken !== undefined) {
      if (this.#broken === 1) throw this.#notMessages(1, 'is not JSON');
      throw this.#cutShort(`its line ${this.#broken} breaks off`);
    }
    const [parseError] = this.#messages.parseErrors;
    if (parseError !== undefined) {
      throw this.#failure(
        `reports a run that did not begin, because ${parseError.location} is not Gherkin: ${parseError.message}.`,
      );
    }
    const [started, finished] = [query.findTestRunStarted(), query.findTestRunFinished()];
    if (started === undefined || finished === undefined) {
      throw this.#cutShort(`after line ${this.#line} the end of the run is missing`);
    }
    return {
      file: this.#file,
      messages: this.#messages,
      conditions: this.#conditions(),
      note: this.#note,
      evidence: this.#evidence,
      startedAt: milliseconds(started.timestamp),
      endedAt: milliseconds(finished.timestamp),
    };
  }

  #parse(line: string): Envelope | undefined {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      this.#broken = this.#line;
      return undefined;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw this.#notMessages(this.#line, 'is no message of cucumber');
    }
    return value as Envelope;
  }

  #takeAttachment({ attachment }: Envelope): void {
    if (attachment?.mediaType === RUN_TYPE) this.#note = readNote(attachment.body, this.#place());
    if (attachment?.mediaType !== EVIDENCE_TYPE || attachment.testCaseStartedId === undefined) return;
    this.#evidence.set(attachment.testCaseStartedId, readEvidence(attachment.body, this.#place()));
  }

  /** Under the same ones ran all that one file reports. */
  #conditions(): RunConditions {
    const all = [...(this.#note ? [this.#note] : []), ...this.#evidence.values()].map(({ conditions }) => conditions);
    const [first] = all;
    if (first === undefined) {
      const { implementation } = this.#messages.query.findMeta() ?? {};
      const maker =
        implementation === undefined ? 'cucumber' : `${implementation.name} ${implementation.version ?? ''}`;
      throw this.#failure(
        `was made by ${maker.trim()} without train-encrypt: nothing in it says on what its scenarios ran. ` +
          'Make it with `train-encrypt features`, or give your own cucumber-js the world parameter "evidence": true.',
      );
    }
    const other = all.find((conditions) => JSON.stringify(conditions) !== JSON.stringify(first));
    if (other !== undefined) {
      throw this.#failure(`mixes scenarios of different runs: ${inWords(first)}, and ${inWords(other)}.`);
    }
    return first;
  }

  #notMessages(line: number, why: string): Failure {
    return this.#failure(`is no file of cucumber's messages: its line ${line} ${why}.`);
  }

  #cutShort(where: string): Failure {
    return this.#failure(`is cut short: ${where}. Fetch it again, or run again what wrote it.`);
  }

  #place(): string {
    return `${this.#file}:${this.#line}`;
  }

  #failure(text: string): Failure {
    return new Failure(`${this.#file} ${text}`, { exitCode: 2 });
  }
}

const inWords = ({ version, engineDescription, rules, node }: RunConditions) =>
  `train-encrypt ${version} on ${engineDescription}, ${rules} rules, Node ${node}`;

const milliseconds = ({ seconds, nanos }: { readonly seconds: number; readonly nanos: number }) =>
  seconds * 1_000 + Math.floor(nanos / 1e6);
