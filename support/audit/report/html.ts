import { throughTsx } from '../../through-tsx.ts';
import type { NewSince } from '../new-since.ts';
import type { AuditResult } from '../result.ts';

/** The whole audit as one HTML file. Loaded when it is wanted: what draws is large. */
export async function htmlOf(result: AuditResult, since?: NewSince): Promise<string> {
  const { pageOf } = await throughTsx(() => import('./page.tsx'), './page.tsx', import.meta.url);
  return pageOf(result, since);
}
