import type { AuditData } from './types.ts';

/** The audit as one HTML file. Loaded when it is wanted; JSX is for tsx where this runs from the sources. */
export async function auditHtml(data: AuditData): Promise<string> {
  const { renderAudit } = await import('./render.tsx').catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_UNKNOWN_FILE_EXTENSION') throw error;
    const { tsImport } = await import('tsx/esm/api');
    return (await tsImport('./render.tsx', import.meta.url)) as typeof import('./render.tsx');
  });
  return renderAudit(data);
}
