const UNSUPPORTED = new Set([
  'InvalidAction',
  'NotImplemented',
  'UnknownOperation',
  'UnknownOperationException',
  'UnsupportedOperation',
]);

/** An emulator that lacks a call: by the code it answers, or by status 501, as LocalStack does. */
export function isUnsupported(error: unknown): boolean {
  return UNSUPPORTED.has(nameOf(error)) || statusOf(error) === 501;
}

/** `InvalidPrefixListID.NotFound` and its spellings. */
export const isNotFound = (error: unknown): boolean => /\.NotFound$/.test(nameOf(error));

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

function statusOf(error: unknown): number | undefined {
  const metadata = error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
  return typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
    ? Number(metadata.httpStatusCode)
    : undefined;
}
