import { execFile } from 'node:child_process';
import { writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Failure } from '../../failure.ts';
import { shown } from '../../text/shown.ts';
import { issueLines } from '../../text/zod-issues.ts';
import type { Config } from './config.ts';
import { wordsFor } from './issues.ts';
import { configSchema } from './schema.ts';

/** A configuration and where it was read. */
export interface ReadConfig {
  /** Absolute. */
  readonly file: string;
  /** Absolute: what its paths start from. */
  readonly folder: string;
  readonly config: Config;
}

/**
 * Reads a configuration, by its ending: TypeScript and JavaScript are run, JSON and YAML are parsed.
 * Throws a `Failure` (exit code 2) that names the file, and the place in it where that is known.
 */
export async function readConfig(path: string): Promise<ReadConfig> {
  const file = resolve(path);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such file' : (error.code ?? error.message);
    throw bad(`the configuration ${path} cannot be read: ${why}.`, error);
  });
  const written = await parse(file, text);
  if (written === undefined || written === null || isEmpty(written)) throw bad(`${basename(file)}: ${EMPTY}`);
  const { success, data, error } = configSchema.safeParse(written, { error: wordsFor });
  if (success) return { file, folder: dirname(file), config: data };
  const lines = issueLines(error);
  throw bad(lines.length === 1 ? `${basename(file)}: ${lines[0]}.` : [`${basename(file)}:`, ...lines].join('\n  '));
}

const EMPTY =
  'holds no configuration. Export one as the default, with the commands that launch jobs under "wrappers"; train-encrypt init writes an example.';

async function parse(file: string, text: string): Promise<unknown> {
  const kind = extname(file);
  if (kind === '.json') return text.trim() === '' ? undefined : fromJson(file, text);
  if (kind === '.yaml' || kind === '.yml') return fromYaml(file, text);
  if (/^\.[cm]?[jt]s$/.test(kind)) return run(file);
  throw bad(`${basename(file)} is no configuration: give a file that ends in .ts, .js, .mjs, .json, .yaml or .yml.`);
}

function fromJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw bad(`${basename(file)} is not JSON: ${(error as Error).message}.`, error);
  }
}

async function fromYaml(file: string, text: string): Promise<unknown> {
  const yaml = await import('yaml');
  try {
    return yaml.parse(text, { maxAliasCount: 100, prettyErrors: true });
  } catch (error) {
    throw bad(`${basename(file)} is not YAML: ${firstLine((error as Error).message).replace(/:$/, '')}.`, error);
  }
}

/** Whatever its folder's package.json says about modules, and whether or not this Node knows TypeScript. */
async function run(file: string): Promise<unknown> {
  const { tsImport } = await import('tsx/esm/api');
  const url = pathToFileURL(file).href;
  let module: { readonly default?: unknown };
  using _ = refuseExit(file);
  try {
    module = await tsImport(url, import.meta.url);
  } catch (error) {
    const place = error instanceof SyntaxError ? await checked(file) : placeOf(error, file);
    throw bad(`${place}: ${wordsOf(error)}`, error);
  }
  const exported = await unwrapped(module.default, file);
  if (typeof exported === 'function')
    throw bad(`${basename(file)}: exports a function. Export the configuration itself.`);
  return exported;
}

/**
 * A configuration that ends the process while it is read, or never comes to an end itself, would leave the exit code of
 * its choice, as if everything had been checked: says so, and makes it 2.
 */
function refuseExit(file: string): Disposable {
  const onExit = (code: number) => {
    const did =
      code === NEVER_SETTLED ? 'waits for something that never comes' : `ends the process (exit code ${code})`;
    writeSync(
      2,
      `train-encrypt: ${shown(basename(file))} ${did} while it is read, so nothing was checked. Let it only export.\n`,
    );
    process.exitCode = 2;
  };
  process.prependListener('exit', onExit);
  return { [Symbol.dispose]: () => void process.off('exit', onExit) };
}

/** Of Node, when nothing is left to do and a top-level await has not ended. */
const NEVER_SETTLED = 13;

/** What a CommonJS module exports as its default comes a level deeper. */
async function unwrapped(exported: unknown, file: string): Promise<unknown> {
  const deeper =
    typeof exported === 'object' && exported !== null && '__esModule' in exported
      ? (exported as { readonly default?: unknown }).default
      : exported;
  try {
    return await deeper;
  } catch (error) {
    throw bad(`${placeOf(error, file)}: ${wordsOf(error)}`, error);
  }
}

/** The error of a module's syntax does not say where it is; Node's own check prints it. */
async function checked(file: string): Promise<string> {
  const told = await promisify(execFile)(process.execPath, ['--check', file]).catch((error: Error) => error);
  return placeOf(told, file);
}

/** `train-encrypt.config.ts:4:9`, or the name alone where the error does not say. */
function placeOf(error: unknown, file: string): string {
  const told = error instanceof Error ? `${error.message}\n${error.stack}` : '';
  const at = told.split(file).slice(1);
  const place = at
    .map((rest) => /^(?:\?[^:\s)]*)?(:\d+(?::\d+)?)/.exec(rest)?.[1])
    .find((found) => found !== undefined);
  return `${basename(file)}${place ?? ''}`;
}

/** What an error says, without what is said elsewhere or to nobody. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return `throws ${String(error)}.`;
  const transform = /: ERROR: (.*)/.exec(error.message)?.[1];
  if (transform !== undefined) return `cannot be parsed: ${transform}.`;
  const text = firstLine(error.message)
    .replace(/\?namespace=[\w-]+/g, '')
    .replace(/\.?$/, '.');
  if (error instanceof SyntaxError) return `cannot be parsed: ${text}`;
  return `${/^(Cannot find|Could not resolve)/.test(text) ? 'imports what is not there' : 'throws'}: ${text}`;
}

const isEmpty = (written: unknown): boolean =>
  typeof written === 'object' && !Array.isArray(written) && Object.keys(written ?? {}).length === 0;

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

const bad = (text: string, cause?: unknown): Failure => new Failure(text, { exitCode: 2, cause });
