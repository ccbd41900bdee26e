import { ILLEGAL_IN_XML } from '../../support/protocol/printable.ts';

const TOKEN =
  /<(?<close>\/?)(?<name>[A-Za-z_][\w.:-]*)(?:\s+[\w:-]+="[^"<&]*")*\s*(?<empty>\/?)>|[^<&]+|&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);/y;

/** The names of an XML document's elements, in order; `undefined` when it is not well-formed. Knows what answers use. */
export function elementsOf(xml: string): readonly string[] | undefined {
  if (ILLEGAL_IN_XML.test(xml)) return undefined;
  const text = xml.replace(/^<\?xml [^?]*\?>\s*/, '');
  const open: string[] = [];
  const names: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const { close, name, empty } = TOKEN.exec(text)?.groups ?? {};
    if (TOKEN.lastIndex === 0) return undefined;
    if (name === undefined) {
      if (open.length === 0) return undefined;
    } else if (close === '/') {
      if (open.pop() !== name) return undefined;
    } else {
      if (open.length === 0 && names.length > 0) return undefined;
      names.push(name);
      if (empty !== '/') open.push(name);
    }
  }
  return open.length === 0 && names.length > 0 ? names : undefined;
}
