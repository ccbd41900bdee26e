import { join } from 'node:path';
import { markdownSummary } from './markdown/summary.ts';
import type { Pictures } from './pictures/types.ts';
import type { SiteData } from './types.ts';
import { placeFiles } from './write/place.ts';

/** Makes the pages: file name → content. */
export type RenderSite = (data: SiteData, pictures: Pictures) => Promise<ReadonlyMap<string, string | Uint8Array>>;

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

// Each component names the library of its JSX itself: tsx takes that of a tsconfig.json from where it is called only.
/** Loaded when it is wanted: what draws is large. */
async function renderPages(data: SiteData): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const [{ renderSite }, { pictures }] = await Promise.all([
    import('./pages/index.tsx'),
    import('./pictures/index.ts'),
  ]);
  return renderSite(data, pictures);
}
