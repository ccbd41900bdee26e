/** Opens sites in a browser, for tests. Nothing but tests imports this. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { renderSite } from '../../pages/index.tsx';
import { pictures } from '../../pictures/index.ts';
import type { SiteData } from '../../types.ts';
import { type Watched, watched } from './watched.ts';

export interface Opened extends Watched, AsyncDisposable {
  /** Goes to a page of the site. */
  readonly go: (file: string) => Promise<void>;
}

export interface Shown extends AsyncDisposable {
  readonly files: readonly string[];
  /** `file://…/`, the folder of the start page. */
  readonly address: string;
  readonly open: (options?: BrowserContextOptions) => Promise<Opened>;
}

/** Writes a site, to be looked at in a browser. */
export async function show(browser: Browser, data: SiteData): Promise<Shown> {
  const site = await renderSite(data, pictures);
  const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-'));
  for (const [name, content] of site) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const address = `${pathToFileURL(folder)}/`;
  return {
    files: [...site.keys()],
    address,
    open: (options = {}) => open(browser, address, options),
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function open(browser: Browser, address: string, options: BrowserContextOptions): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  return {
    ...watched(page),
    go: async (file) => {
      // A change of nothing but the hash would not load again.
      await page.goto('about:blank');
      await page.goto(`${address}${file}`);
    },
    [Symbol.asyncDispose]: () => context.close(),
  };
}

/** One page of each kind. */
export function kindsOf(files: readonly string[]): readonly string[] {
  const folders = ['features/', 'wrappers/'];
  const first = folders.flatMap((folder) => files.find((file) => file.startsWith(folder)) ?? []);
  const named = ['index.html', 'scenarios.html', 'wrappers.html', 'claims/outbound-rules.html', 'claims/cost.html'];
  return [...named.filter((file) => files.includes(file)), 'claims/model-not-data.html', ...first];
}

export const openAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const one of document.querySelectorAll('details')) one.open = true;
  });
