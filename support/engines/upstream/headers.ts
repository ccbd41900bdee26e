/** Headers of one connection (RFC 9110, 7.6.1), which a gateway does not pass on, and Expect, which it has answered. */
const OF_THE_CONNECTION = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Headers to pass on, in either direction. */
export function passedOn<Value>(headers: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  const named = new Set(
    String(headers.connection ?? '')
      .toLowerCase()
      .split(',')
      .map((name) => name.trim()),
  );
  const kept: Record<string, Value> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !OF_THE_CONNECTION.has(name) && !named.has(name)) kept[name] = value;
  }
  return kept;
}
