import type { NewSince } from '../new-since.ts';
import type { AuditResult } from '../result.ts';

/** The whole audit as one HTML file. Loaded when it is wanted: what draws is large, and its JSX is for tsx. */
export async function htmlOf(result: AuditResult, since?: NewSince): Promise<string> {
  const { pageOf } = await import('./page.tsx').catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_UNKNOWN_FILE_EXTENSION') throw error;
    const { tsImport } = await import('tsx/esm/api');
    return (await tsImport('./page.tsx', import.meta.url)) as typeof import('./page.tsx');
  });
  return pageOf(result, since);
}
