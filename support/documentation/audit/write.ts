import { throughTsx } from '../../through-tsx.ts';
import type { AuditData } from './types.ts';

/** The audit as one HTML file. Loaded when it is wanted: what draws is large. */
export async function auditHtml(data: AuditData): Promise<string> {
  const { renderAudit } = await throughTsx(() => import('./render.tsx'), './render.tsx', import.meta.url);
  return renderAudit(data);
}
