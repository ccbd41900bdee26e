import type { Argument, Command, Option } from 'commander';

export interface Candidate {
  readonly value: string;
  readonly description: string;
}

/** Values that commander does not know as choices: `check --situation`, `explain id`. */
export type MoreValues = Readonly<Record<string, () => readonly string[]>>;

/**
 * What can stand at the end of a command line; `undefined` where it is the name of a file or a text of one's own.
 * @param words those after the program's name; the last is what is being written, and may be empty
 */
export function candidates(
  program: Command,
  words: readonly string[],
  more: MoreValues = {},
): readonly Candidate[] | undefined {
  const current = words.at(-1) ?? '';
  const { command, path, open, arguments: given, ended } = walk(program, words.slice(0, -1));
  const starting = (values: readonly Candidate[]) => values.filter(({ value }) => value.startsWith(current));
  // What follows belongs to another program.
  if (ended) return undefined;
  if (open !== undefined) return valuesOf(open, placeOf(path, open.long ?? ''), more)?.filter(starts(current));
  const [, name, value] = /^(--[\w-]+)=(.*)$/s.exec(current) ?? [];
  if (name !== undefined && value !== undefined) {
    const option = optionOf(command, name);
    const values = option && valuesOf(option, placeOf(path, name), more)?.filter(starts(value));
    return values?.map((one) => ({ ...one, value: `${name}=${one.value}` }));
  }
  if (current.startsWith('-')) return starting(optionsOf(command));
  const verbs = given === 0 ? command.createHelp().visibleCommands(command) : [];
  const argument =
    command.registeredArguments[given] ?? command.registeredArguments.findLast(({ variadic }) => variadic);
  const values = argument && valuesOf(argument, placeOf(path, argument.name()), more);
  if (verbs.length === 0 && values === undefined && argument !== undefined) return undefined;
  return starting([...verbs.map(described), ...(values ?? [])]);
}

interface Walked {
  readonly command: Command;
  readonly path: readonly string[];
  /** An option that still wants its value. */
  readonly open: Option | undefined;
  /** How many arguments stand before. */
  readonly arguments: number;
  readonly ended: boolean;
}

function walk(program: Command, words: readonly string[]): Walked {
  let command = program;
  let open: Option | undefined;
  let given = 0;
  const path: string[] = [];
  for (const word of words) {
    if (open !== undefined) open = undefined;
    else if (word === '--') return { command, path, open, arguments: given, ended: true };
    else if (word.startsWith('-')) {
      const option = optionOf(command, word);
      open = option !== undefined && !option.isBoolean() ? option : undefined;
    } else {
      const next = given === 0 ? command.commands.find((one) => one.name() === word) : undefined;
      if (next === undefined) given += 1;
      else {
        command = next;
        path.push(word);
      }
    }
  }
  return { command, path, open, arguments: given, ended: false };
}

const placeOf = (path: readonly string[], name: string): string => [...path, name].join(' ');

const starts =
  (text: string) =>
  ({ value }: Candidate): boolean =>
    value.startsWith(text);

const optionOf = (command: Command, word: string): Option | undefined =>
  command.options.find(({ long, short }) => long === word || short === word);

const optionsOf = (command: Command): readonly Candidate[] =>
  command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description }) =>
      long?.startsWith('--') ? [{ value: long, description: firstLine(description) }] : [],
    );

const described = (command: Command): Candidate => ({
  value: command.name(),
  description: firstLine(command.summary() || command.description()),
});

function valuesOf(one: Option | Argument, place: string, more: MoreValues): readonly Candidate[] | undefined {
  const values = one.argChoices ?? more[place]?.();
  return values?.map((value) => ({ value, description: '' }));
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
