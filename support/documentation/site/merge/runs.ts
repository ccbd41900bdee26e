import { Failure } from '../../../failure.ts';
import { slug } from '../../../text/slug.ts';
import { compare } from '../read/identity.ts';
import type { MessageFile } from '../read/message-file.ts';
import type { RunConditions } from '../types.ts';

/** One run: the file that reports it, or the files of its shards. */
export interface RunFiles {
  readonly id: string;
  readonly conditions: RunConditions;
  readonly files: readonly MessageFile[];
  readonly missingShards: readonly string[];
}

/**
 * Puts files together that tell of one run: those with the same of every condition.
 * @throws Failure (exit code 2) when they are of different versions, or do not fit together.
 */
export function runsOf(files: readonly MessageFile[]): readonly RunFiles[] {
  assertOneVersion(files);
  const groups = Map.groupBy(files, ({ conditions }) => keyOf(conditions));
  const ids = idsOf([...groups.values()].flatMap(([first]) => (first === undefined ? [] : [first.conditions])));
  const runs = [...groups].flatMap(([key, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const { conditions } = first;
    return [{ id: ids.get(key) ?? '', conditions, files: group, missingShards: missingOf(group) }];
  });
  // In whichever order files are named.
  return runs.sort((a, b) => compare(a.id, b.id));
}

const keyOf = ({ version, node, engine, engineDescription, rules, strict }: RunConditions): string =>
  JSON.stringify([version, node, engine, engineDescription, rules, strict]);

function assertOneVersion([first, ...others]: readonly MessageFile[]): void {
  const other = others.find(({ conditions }) => conditions.version !== first?.conditions.version);
  if (first === undefined || other === undefined) return;
  throw new Failure(
    `${first.file} was made by train-encrypt ${first.conditions.version}, ${other.file} by ${other.conditions.version}: ` +
      'their claims and rules may differ, so they are not shown as one. Run both with one version, or write a site for each.',
    { exitCode: 2 },
  );
}

/** Short where that tells runs apart; else with the description of the engine, else with Node's version too. */
function idsOf(all: readonly RunConditions[]): ReadonlyMap<string, string> {
  const forms: readonly ((conditions: RunConditions) => string)[] = [
    ({ engine, engineDescription, rules, strict }) =>
      idFrom(engine === 'endpoint' ? engineDescription : engine, rules, strict ? 'strict' : ''),
    ({ engine, engineDescription, rules, strict }) => idFrom(engine, engineDescription, rules, strict ? 'strict' : ''),
    ({ engine, engineDescription, rules, strict, node }) =>
      idFrom(engine, engineDescription, rules, strict ? 'strict' : '', `node ${node}`),
  ];
  return new Map(
    all.map((conditions) => {
      const apart = forms.find((form) => all.filter((other) => form(other) === form(conditions)).length === 1);
      return [keyOf(conditions), (apart ?? idFrom)(conditions)];
    }),
  );
}

const idFrom = (...words: readonly (string | RunConditions)[]): string =>
  slug(words.map((word) => (typeof word === 'string' ? word : keyOf(word))).join(' '));

/** Which of its shards nobody gave, such as `2/3`. */
function missingOf(files: readonly MessageFile[]): readonly string[] {
  const given = new Map<string, MessageFile>();
  for (const file of files) {
    const shard = file.note?.shard ?? 'whole';
    const same = given.get(shard);
    if (same !== undefined) throw new Failure(twice(same, file), { exitCode: 2 });
    given.set(shard, file);
  }
  const totals = new Set([...given.keys()].map((shard) => shard.split('/')[1] ?? ''));
  if (totals.size > 1) {
    const parts = [...given].map(([shard, { file }]) => `${file} is ${shard === 'whole' ? 'a whole run' : shard}`);
    throw new Failure(`these are not parts of one run: ${parts.join(', ')}.`, { exitCode: 2 });
  }
  const [total] = totals;
  if (total === undefined || total === '') return [];
  return Array.from({ length: Number(total) }, (_, index) => `${index + 1}/${total}`).filter(
    (part) => !given.has(part),
  );
}

function twice(a: MessageFile, b: MessageFile): string {
  const what = a.note?.shard === undefined ? 'a whole run' : `shard ${a.note.shard}`;
  return `${a.file} and ${b.file} are both ${what} under the same conditions. Give each once.`;
}
