/** Fit for a file and a URL: `Fraud v7 (eu)` is `fraud-v7-eu`. Different texts may have the same one; it may be empty. */
export function slug(text: string, most = Number.POSITIVE_INFINITY): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .slice(0, most)
    .replace(/^-+|-+$/g, '');
}
