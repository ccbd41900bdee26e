/** The gateway's own pages, beside what AWS clients ask: `/_train-encrypt/…`. */
export const PREFIX = '/_train-encrypt';

export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Pages = Readonly<Record<string, () => unknown>>;

/** Answers a request below `/_train-encrypt`, from pages that are looked up by name and read with GET. */
export function introspect(method: string, path: string, pages: Pages): Page {
  const name = path.split('?', 1)[0]?.slice(PREFIX.length + 1) ?? '';
  const page = Object.hasOwn(pages, name) ? pages[name] : undefined;
  if (page === undefined) {
    const known = Object.keys(pages).map((known) => `${PREFIX}/${known}`);
    return json(404, { error: 'train-encrypt: there is no such page', pages: known });
  }
  if (method !== 'GET' && method !== 'HEAD') {
    return json(405, { error: `train-encrypt: ${PREFIX}/${name} is read with GET` }, { allow: 'GET, HEAD' });
  }
  return json(200, page());
}

/** Whether a path belongs to the gateway itself. */
export function isIntrospection(path: string): boolean {
  return path === PREFIX || path.startsWith(`${PREFIX}/`) || path.startsWith(`${PREFIX}?`);
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Page {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: `${JSON.stringify(body, undefined, 2)}\n`,
  };
}
