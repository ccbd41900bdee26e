import { mapTexts } from './map-texts.ts';

/** What stands in place of a secret. */
export const MASK = '***';

/** Replaces every secret in a text by `***`. A second time changes nothing. */
export type Mask = (text: string) => string;

/** Shorter values are masked nowhere: they would take ordinary words with them. */
const SHORTEST = 8;

/** AWS's own examples, masks, and the throw-away keys of the harness: an account id and its one secret. */
const HARMLESS = /EXAMPLE|^\*+$|^train-encrypt$|^\d{12}$/;
/** What stands where a value is to be filled in, or none is. */
const PLACEHOLDER = /^(?:\$\{\w+\}|\$[A-Z_]+|<[\w -]+>|\{\w+\}|true|false|null|none|undefined|unset)$/i;

const isHarmless = (value: string): boolean => HARMLESS.test(value) || PLACEHOLDER.test(value);

/** Characters of each kind: keys are drawn at random from all, names and paths are not. */
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

const looksDrawn = (text: string, least: { upper: number; lower: number; digit: number }): boolean =>
  count(text, /[A-Z]/g) >= least.upper && count(text, /[a-z]/g) >= least.lower && count(text, /\d/g) >= least.digit;

interface Pattern {
  readonly what: string;
  readonly pattern: RegExp;
  /** What comes in place of a match; without it, `***`. */
  readonly masked?: (match: string, ...groups: string[]) => string;
}

const NAMES =
  'secret[_-]?(?:access[_-]?)?key|session[_-]?token|security[_-]?token|access[_-]?token|auth(?:entication|orization)?[_-]?token|' +
  'refresh[_-]?token|id[_-]?token|api[_-]?(?:key|token)|client[_-]?secret|private[_-]?key|passw(?:or)?d|passphrase|x-amz-signature';

/** Bounded repetitions throughout: output of commands is of any size and shape. */
const PATTERNS: readonly Pattern[] = [
  {
    what: 'private keys, whole or cut off',
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----END)[\s\S]){0,20000}(?:-----END [A-Z0-9 ]{0,40}-----)?/g,
  },
  {
    what: 'passwords in URLs',
    pattern: /\b([a-z][a-z0-9+.-]{0,30}:\/\/[^\s:@/"'<>]{0,200}):([^\s@/"'<>]{1,300})@/gi,
    masked: (match, before = '', password = '') => (isHarmless(password) ? match : `${before}:${MASK}@`),
  },
  {
    what: 'authorization headers',
    pattern:
      /\b((?:proxy-)?authorization\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?)(?!AWS4-)((?:Bearer|Basic|Token|Digest|Negotiate)\s{1,3})?(?!(?:Bearer|Basic|Token|Digest|Negotiate)\s)([^\s"',\\]{4,})/gi,
    masked: (match, name = '', scheme = '', value = '') =>
      isHarmless(value) ? match : `${name}${scheme ?? ''}${MASK}`,
  },
  {
    what: 'bearer tokens',
    pattern: /\b(Bearer|Basic)(\s{1,3})(?=\S{0,300}[\d=])[A-Za-z0-9._~+/=-]{16,}/gi,
    masked: (_, scheme = '', space = '') => `${scheme}${space}${MASK}`,
  },
  { what: 'signatures', pattern: /\b(Signature=)[0-9a-f]{64}\b/gi, masked: (_, name = '') => `${name}${MASK}` },
  {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
    what: 'access key ids of AWS',
    pattern: /(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])/g,
    masked: (match) => (isHarmless(match) ? match : MASK),
  },
  {
    what: 'session tokens of AWS',
    pattern: /\b(?:FwoGZXIvYXdz|FQoGZXIvYXdz|IQoJb3JpZ2lu|AQoDYXdz)[A-Za-z0-9/+=%_-]{20,}/g,
  },
  {
    what: 'values by the name before them',
    pattern: new RegExp(
      `(${NAMES})(\\\\?["']?(?:\\s{0,3}(?:=>|[:=>])\\s{0,3}|\\s{1,3}(?=\\S{0,300}[\\d]))\\\\?["']?)(?!\\*{3})([^\\s"'<>&,;\\\\]{6,})`,
      'gi',
    ),
    masked: (match, name = '', between = '', value = '') => (isHarmless(value) ? match : `${name}${between}${MASK}`),
  },
  {
    what: 'tokens that say what they are',
    pattern:
      /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|gl(?:pat|ptt|rt|cbt)-[\w.-]{16,}|xox[abeoprs]-[\w-]{10,}|xapp-[\w-]{10,}|npm_[A-Za-z0-9]{30,}|pypi-[\w-]{30,}|hf_[A-Za-z0-9]{24,}|sk-[\w-]{20,}|[rs]k_(?:live|test)_\w{16,}|AIza[\w-]{30,}|dop_v1_[a-f0-9]{40,})/g,
  },
  { what: 'JSON Web Tokens', pattern: /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g },
  {
    what: 'Slack webhooks',
    pattern: /(hooks\.slack\.com\/services\/)[\w/]{20,}/g,
    masked: (_, host = '') => `${host}${MASK}`,
  },
  {
    what: 'secret access keys of AWS, by their shape',
    pattern: /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g,
    masked: (match) => (!isHarmless(match) && looksDrawn(match, { upper: 6, lower: 6, digit: 2 }) ? MASK : match),
  },
];

/**
 * Masks what looks like a secret, and every value known to be one, as it is and as URLs, JSON, XML and Base64 carry it.
 * @param known such as `secretsOf(process.env)`
 */
export function createMask(known: readonly string[] = []): Mask {
  const exact = exactly(known);
  return (text) => {
    if (text.length < SHORTEST) return text;
    // Known ones first: a pattern might take a part of one and leave the rest.
    let result = exact === undefined ? text : text.replace(exact, MASK);
    for (const { pattern, masked = () => MASK } of PATTERNS) result = result.replace(pattern, masked);
    return result;
  };
}

function exactly(known: readonly string[]): RegExp | undefined {
  const written = new Set(known.filter((value) => value.length >= SHORTEST && !isHarmless(value)).flatMap(formsOf));
  if (written.size === 0) return undefined;
  const longestFirst = [...written].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map(alone).join('|'), 'g');
}

/** As it is, line by line when it has several, and encoded. */
function formsOf(value: string): readonly string[] {
  const lines = value.split(/\r?\n/).filter((line) => line.trim().length >= 16);
  return [value, ...(lines.length > 1 ? lines : [])].flatMap((one) => [
    one,
    one.trim(),
    encodeURIComponent(one),
    encodeURI(one),
    formEncoded(one),
    formEncoded(one).replaceAll('+', '%20'),
    JSON.stringify(one).slice(1, -1),
    one.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
    one
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      .replace(/'/g, '&apos;'),
    ...base64Of(one),
  ]);
}

const formEncoded = (value: string): string => new URLSearchParams([['', value]]).toString().slice(1);

/** Wherever it begins in what is encoded, the middle reads one of three ways. */
function base64Of(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  if (bytes.length < 16) return [];
  return [0, 1, 2].map((from) => {
    const whole = Math.floor((bytes.length - from) / 3) * 3;
    return bytes.subarray(from, from + whole).toString('base64');
  });
}

/** Not as a part of a longer word, which happens to plain words only. */
function alone(value: string): string {
  const escaped = value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return /^[a-z]+$/i.test(value) ? `(?<![A-Za-z])${escaped}(?![A-Za-z])` : escaped;
}

/** Names of variables and of members that hold secrets. */
const SECRET_NAME =
  /secret|passw|passphrase|credential|token|api_?key|access_?key(?!_?id)|private_?key|signing_?key|encryption_?key|webhook|(?:^|_)(?:key|pwd|pass|auth|pat)$|connection_?string|authorization/i;
/** Of which hold where a secret is, or how one is handled. */
const ABOUT =
  /(?:_|^)(?:file|path|dir|sock(?:et)?|uri|url|arn|id|name|type|mode|parallelism|ttl|expiry|expiration|timeout|region|provider)$/i;

/** Values of an environment that are secrets, by their names, or by how they look under another name. */
export function secretsOf(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(environment).flatMap(([name, value = '']) => {
    const named = SECRET_NAME.test(name) && !ABOUT.test(name) && isSecretValue(value);
    return named || looksRandom(value) ? [value] : [];
  });
}

/** Neither a path nor an ordinary word, as `POSTGRES_PASSWORD=postgres` is. */
function isSecretValue(value: string): boolean {
  if (value.length < SHORTEST || isHarmless(value)) return false;
  return !/^(?:[.~]{0,2}\/[\w./-]*|[a-z]{1,11}|[\d.]+|https?:\/\/[^@?]*)$/.test(value);
}

const looksRandom = (value: string): boolean =>
  /^[A-Za-z0-9+=_-][A-Za-z0-9+/=_-]{23,}$/.test(value) &&
  !isHarmless(value) &&
  looksDrawn(value, { upper: 4, lower: 4, digit: 3 });

/** Members of AWS's files of profiles, https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html, and of its caches. */
const PROFILE_LINE =
  /^\s*"?(aws_access_key_id|aws_secret_access_key|aws_session_token|aws_security_token)"?\s*[=:]\s*(.+?)\s*$/gim;
const CACHED = /"(?:AccessKeyId|SecretAccessKey|SessionToken|accessToken|refreshToken|clientSecret)"\s*:\s*"([^"]+)"/g;

/** Keys and tokens in a file of profiles, or in what AWS's tools keep beside it as JSON. */
export function secretsInFile(text: string): readonly string[] {
  const named = [...text.matchAll(PROFILE_LINE)].map(([, , value = '']) => value);
  const cached = [...text.matchAll(CACHED)].map(([, value = '']) => value);
  return [...named, ...cached].filter((value) => value.length >= SHORTEST && !isHarmless(value));
}

/** Members of requests that hold secrets: `Password`, `db_password`, `HF_TOKEN`; not `NextToken`, not `max_tokens`. */
const SECRET_MEMBER =
  /(?:secret|passw(?:or)?d|passphrase|api_?key|private_?key|secret_?(?:access_?)?key|(?:session|security|access|auth|authorization|refresh|hf|github|gitlab|slack|bearer)_?token)$/i;

/** A value with every text in it masked, at any depth; what is not plain data is left as it is. */
export function masked<T>(value: T, mask: Mask): T {
  const maskOne = (text: string, member: string) =>
    SECRET_MEMBER.test(member) && isSecretValue(text) ? MASK : mask(text);
  return mapTexts(value, maskOne, mask);
}
