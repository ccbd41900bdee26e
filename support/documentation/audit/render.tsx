/** @jsxRuntime automatic @jsxImportSource preact */
import { readFile } from 'node:fs/promises';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { visible } from '../site/pages/parts/text.tsx';
import { Body } from './body.tsx';
import { EvidenceIndex } from './evidence-index.tsx';
import type { AuditData } from './types.ts';

const STYLE_FILE = new URL('./audit.css', import.meta.url);

/** Nothing of it comes from elsewhere, and nothing in it runs. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The audit as one HTML file that needs no other; printed, it has at most ten pages and an index of evidence. */
export async function renderAudit(data: AuditData): Promise<string> {
  const style = await readFile(STYLE_FILE, 'utf8');
  return `<!doctype html>\n${renderToString(<Whole data={data} style={style} />)}\n`;
}

const Whole = ({ data, style }: { readonly data: AuditData; readonly style: string }): VNode => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={POLICY} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${visible(data.site.title)} · audit`}</title>
      <style dangerouslySetInnerHTML={{ __html: style }} />
    </head>
    <body>
      <main>
        <Body data={data} />
        <EvidenceIndex data={data} />
      </main>
    </body>
  </html>
);
