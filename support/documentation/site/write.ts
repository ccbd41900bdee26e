import { join } from 'node:path';
import { throughTsx } from '../../through-tsx.ts';
import { markdownSummary } from './markdown/summary.ts';
import type { SiteData } from './types.ts';
import { placeFiles } from './write/place.ts';

export interface WriteOptions {
  /** Default: the pages. */
  readonly render?: (data: SiteData) => Promise<ReadonlyMap<string, string | Uint8Array>>;
}

/**
 * Writes the pages, with their summary in Markdown beside them, in place of those that are there.
 * Rejects with a `Failure` when the folder cannot be written; the old pages are then as they were, whatever failed.
 */
export async function writeSite(
  data: SiteData,
  folder: string,
  { render = renderPages }: WriteOptions = {},
): Promise<{ readonly page: string }> {
  const pages = await render(data);
  await placeFiles(folder, new Map([...pages, ['summary.md', markdownSummary(data)]]));
  return { page: join(folder, 'index.html') };
}

/** Loaded when it is wanted: what draws is large. */
async function renderPages(data: SiteData): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const { render } = await throughTsx(() => import('./render.ts'), './render.ts', import.meta.url);
  return render(data);
}
