import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import { Failure } from '../../failure.ts';
import { listed } from '../../text/words.ts';
import { textOf as decoded } from '../decode.ts';
import { pathText } from '../path-text.ts';
import { readDocuments } from '../read-requests.ts';
import { type ParsedDocument, parseText } from '../text.ts';
import { isObject } from '../undecided.ts';
import { type Answers, answers, bookOfAnswers, isAnswer } from './answers.ts';
import { mergedBooks, type NetworkBook, type NetworkSource, networkIn } from './book.ts';
import { bookOfRules, isRules } from './group-rules.ts';
import { bookOf, writtenNetwork } from './written.ts';

/**
 * Networks from files, which may hold each what people write or what `aws ec2 describe-…` answered; of both, and of
 * several documents in a file, all counts together.
 * @throws Failure (exit code 2) that names file and line
 */
export async function networkFiles(files: readonly string[]): Promise<NetworkSource> {
  const texts: [file: string, text: string][] = [];
  for (const file of files) texts.push([file, await textOf(file)]);
  return networkOfTexts(texts);
}

/** As `networkFiles`, of texts with the names of their files. */
export function networkOfTexts(texts: readonly (readonly [file: string, text: string])[]): NetworkSource {
  const answered: Answers[] = [];
  const books: NetworkBook[] = [];
  for (const [file, text] of texts) {
    for (const document of parseText(text, file).flatMap(eachPart)) {
      const shaped = isObject(document.value) ? asAnswer(document.value, file) : undefined;
      if (shaped) answered.push(checked(answers, { ...document, value: shaped }, file));
      else if (isRules(document.value)) books.push(bookOfRules(document.value.SecurityGroupRules));
      else books.push(definedIn(document, file) ?? writtenIn(document, file));
    }
  }
  const book = mergedBooks([bookOfAnswers(answered), ...books]);
  const title = listed(
    texts.map(([file]) => file),
    6,
  );
  if (book.subnets.size + book.securityGroups.size > 0)
    return { title, read: async (vpc) => networkIn(book, vpc, title), book: async () => book };
  throw bad(`${title} ${texts.length === 1 ? 'has' : 'have'} neither subnets nor security groups.`);
}

async function textOf(file: string): Promise<string> {
  return readFile(file)
    .then(decoded)
    .catch((error: NodeJS.ErrnoException) => {
      throw bad(
        `the network file ${file} cannot be read (${error.code ?? error.message}). Give a JSON or YAML file.`,
        error,
      );
    });
}

/** What a template, a plan or a state defines; `undefined` for a document that defines no network. */
function definedIn({ value }: ParsedDocument, file: string): NetworkBook | undefined {
  const [network] = readDocuments(JSON.stringify(value) ?? '', file).networks;
  return network;
}

/** An answer as it is, one part of it as `--query` cuts it out, or the entries of a prefix list. */
function asAnswer(value: Readonly<Record<string, unknown>>, file: string): object | undefined {
  const [, member] = SINGLE.find(([own]) => own.every((key) => key in value)) ?? [];
  if (member !== undefined) return { [member]: [value] };
  if (!isAnswer(value)) return undefined;
  if (!Array.isArray(value.Entries) || value.PrefixListId !== undefined) return value;
  const [id] = /pl-[0-9a-f]+/.exec(basename(file)) ?? [];
  if (id !== undefined) return { ...value, PrefixListId: id };
  throw bad(
    `${file} has the entries of a prefix list and not its id. Name the file for it (pl-….json), or add PrefixListId.`,
  );
}

/** One part of an answer, by what only it has. */
const SINGLE: readonly (readonly [own: readonly string[], member: string])[] = [
  [['GroupId', 'IpPermissions'], 'SecurityGroups'],
  [['SubnetId', 'CidrBlock'], 'Subnets'],
  [['NetworkAclId', 'Entries'], 'NetworkAcls'],
  [['RouteTableId', 'Routes'], 'RouteTables'],
  [['VpcId', 'CidrBlock', 'InstanceTenancy'], 'Vpcs'],
];

/** `jq -s` makes one list of several answers. */
function eachPart({ value, lineOf }: ParsedDocument): readonly ParsedDocument[] {
  if (!Array.isArray(value)) return [{ value, lineOf }];
  return value.map((item: unknown, index) => ({ value: item, lineOf: (path) => lineOf([index, ...path]) }));
}

function writtenIn(document: ParsedDocument, file: string): NetworkBook {
  const book = bookOf(checked(writtenNetwork, document, file));
  if (!('message' in book)) return book;
  throw bad(`${placed(document, file, book.path)} ${book.message}.`);
}

function checked<Schema extends z.ZodType>(schema: Schema, document: ParsedDocument, file: string): z.infer<Schema> {
  const read = schema.safeParse(document.value);
  if (read.success) return read.data;
  const issues = read.error.issues.slice(0, 10).map(({ path, message }) => {
    return `${placed(document, file, path as (string | number)[])} ${sentence(message)}`;
  });
  throw bad(`${issues.join('.\n')}.`, read.error);
}

function placed({ lineOf }: ParsedDocument, file: string, path: readonly (string | number)[]): string {
  return `${file}:${lineOf(path) ?? 1} ${pathText(path) || 'the network'}`;
}

/** After the name of a member. */
const sentence = (message: string): string =>
  /^(is|has|does|there|")/.test(message) ? message : `cannot be: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;

function bad(text: string, cause?: unknown): Failure {
  return new Failure(text, { exitCode: 2, cause });
}
