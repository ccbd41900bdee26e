import { inflateSync } from 'node:zlib';

/** A page of a PDF, as far as tests look at it. */
export interface PdfPage {
  readonly landscape: boolean;
}

/** The pages of a PDF: objects of the type Page, in the file itself or in its object streams. Nothing but tests imports this. */
export function pagesOf(pdf: Uint8Array): readonly PdfPage[] {
  const text = Buffer.from(pdf).toString('latin1');
  const streams = [...text.matchAll(/\/Type\s*\/ObjStm[\s\S]*?stream\r?\n([\s\S]*?)endstream/g)].map(([, body = '']) =>
    inflateSync(Buffer.from(body, 'latin1')).toString('latin1'),
  );
  return [text, ...streams].flatMap((part) =>
    [...part.matchAll(/\/Type\s*\/Page\b(?!s)[\s\S]*?\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/g)].map(
      ([, width = '', height = '']) => ({ landscape: Number(width) > Number(height) }),
    ),
  );
}
