import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A file that one version has with another text. */
export interface Change {
  /** From the folder of the versions. */
  readonly file: string;
  readonly text: string;
}

const QUERY = 'version';

/**
 * Lets one process load the modules of a folder several times, each time with one of them changed, while packages are
 * loaded once. A version is a query of the module's URL; what a module imports has its version.
 */
export class Versions {
  readonly #root: string;
  readonly #sources = new Map<string, string>();
  readonly #changes = new Map<string, { readonly url: string; readonly source: string }>();
  #current = 0;

  /** @param folder without links in it: Node resolves those */
  constructor(folder: string) {
    this.#root = `${pathToFileURL(folder).href}/`;
    registerHooks({
      resolve: (specifier, context, next) => {
        const resolved = next(specifier, context);
        if (!this.#isOwn(resolved.url) || new URL(resolved.url).search !== '') return resolved;
        const parent = new URL(context.parentURL ?? 'data:,').searchParams.get(QUERY);
        return { ...resolved, url: `${resolved.url}?${QUERY}=${parent ?? this.#current}` };
      },
      load: (url, context, next) => {
        const version = this.#isOwn(url) ? new URL(url).searchParams.get(QUERY) : null;
        if (version === null || !/\.ts$/.test(new URL(url).pathname)) return next(url, context);
        return { format: 'module', source: this.#source(url.replace(/\?.*$/, ''), version), shortCircuit: true };
      },
    });
  }

  /** What is imported from now on has this change, or none. */
  begin(change?: Change): void {
    this.#current += 1;
    if (change === undefined) return;
    const source = stripTypeScriptTypes(change.text);
    this.#changes.set(`${this.#current}`, { url: `${this.#root}${change.file}`, source });
  }

  #isOwn(url: string): boolean {
    return url.startsWith(this.#root) && !url.includes('/node_modules/');
  }

  #source(url: string, version: string): string {
    const change = this.#changes.get(version);
    if (change?.url === url) return change.source;
    const known = this.#sources.get(url) ?? stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'));
    this.#sources.set(url, known);
    return known;
  }
}
