import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { loadSupport } from '@cucumber/cucumber/api';
import { packageRoot } from '../../package.ts';

/** A step that teams may use. */
export interface VocabularyStep {
  readonly keyword: string;
  readonly expression: string;
  /** The file that defines it: `network.steps.ts`. */
  readonly file: string;
  /** The comment above it; empty where the step says it all. */
  readonly text: string;
}

/** One of our parameter types that those steps take. */
export interface VocabularyParameter {
  readonly name: string;
  /** The comment above it. */
  readonly text: string;
  /** What may be written; empty where it is no plain list of words. */
  readonly words: readonly string[];
}

export interface Vocabulary {
  readonly steps: readonly VocabularyStep[];
  readonly parameters: readonly VocabularyParameter[];
}

const folder = join(packageRoot, 'steps');

/** What `train-encrypt/steps` registers, as cucumber-js knows it, with the comments of the source. */
export async function readVocabulary(): Promise<Vocabulary> {
  const library = await loadSupport({
    sources: { defaultDialect: 'en', paths: [], names: [], tagExpression: '', order: 'defined' },
    support: {
      requireModules: [],
      requirePaths: [],
      importPaths: [relative(process.cwd(), join(folder, 'index.ts'))],
      loaders: [],
    },
  });
  const { stepDefinitions, parameterTypeRegistry } = library as unknown as Registered;
  const steps = stepDefinitions.map(({ keyword, pattern, uri }) => {
    const file = basename(uri);
    const expression = String(pattern);
    return { keyword, expression, file, text: commentsIn(file).get(expression) ?? '' };
  });
  const used = new Set(
    steps.flatMap(({ expression }) => [...expression.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)),
  );
  const texts = new Map(steps.flatMap(({ file }) => [...commentsIn(file), ...commentsIn('vocabulary.ts')]));
  const parameters = [...parameterTypeRegistry.parameterTypes].flatMap(({ name = '', regexpStrings }) =>
    used.has(name) && !BUILT_IN.has(name) ? [{ name, text: texts.get(name) ?? '', words: wordsOf(regexpStrings) }] : [],
  );
  return { steps, parameters };
}

/** What cucumber-js has in a library beside what it declares of it. */
interface Registered {
  readonly stepDefinitions: readonly {
    readonly keyword: string;
    readonly pattern: string | RegExp;
    readonly uri: string;
  }[];
  readonly parameterTypeRegistry: {
    readonly parameterTypes: Iterable<{ readonly name?: string; readonly regexpStrings: readonly string[] }>;
  };
}

const BUILT_IN: ReadonlySet<string> = new Set(['int', 'word', 'string']);

const COMMENTED =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(?:(?:Given|When|Then)\(\s*|defineParameterType\(\{\s*name: )('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/g;

/** Comments right above a step or a parameter type, by its expression or name. */
function commentsIn(file: string): ReadonlyMap<string, string> {
  const source = readFileSync(join(folder, file), 'utf8');
  return new Map(
    [...source.matchAll(COMMENTED)].map(([, comment = '', quoted = '']) => [
      quoted.slice(1, -1).replaceAll(/\\(.)/g, '$1'),
      comment
        .replaceAll(/^\s*\*/gm, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ]),
  );
}

/** The alternatives of a pattern that has nothing else. */
function wordsOf(patterns: readonly string[]): readonly string[] {
  return patterns.every((pattern) => /^[\w ,'-]+(\|[\w ,'-]+)*$/.test(pattern))
    ? patterns.flatMap((pattern) => pattern.split('|'))
    : [];
}
