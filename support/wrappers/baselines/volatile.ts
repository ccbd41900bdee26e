/**
 * What differs from run to run in texts: times, random parts of names, ports, temporary folders. Each becomes a word in
 * angle brackets, and what is in angle brackets already stays.
 */

/** How far from the run a time may be to be one of the run: a day, and time zones. */
const NEAR_MS = 26 * 60 * 60 * 1000;

const PLACEHOLDER = /<[^<>]*>/g;

/** Applies `change` to the stretches of a text that no placeholder stands in. */
export function outsidePlaceholders(text: string, change: (stretch: string) => string): string {
  let at = 0;
  let changed = '';
  for (const { 0: found, index } of text.matchAll(PLACEHOLDER)) {
    changed += change(text.slice(at, index)) + found;
    at = index + found.length;
  }
  return changed + change(text.slice(at));
}

/** Ways of writing a time, the longer before those that they begin with. Groups are year to second. */
const TIMES: readonly RegExp[] = [
  /(?<!\d)(\d{4})-(\d\d)-(\d\d)[T -](\d\d)[:.-](\d\d)[:.-](\d\d)(?:[.,-]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?(?!\d)/g,
  /(?<!\d)(\d{4})(\d\d)(\d\d)[T_-]?(\d\d)(\d\d)(\d\d)(?:[.-]?\d{3,9})?Z?(?!\d)/g,
  /(?<!\d)(\d{4})-?(\d\d)-?(\d\d)[T_-](\d\d)[:-]?(\d\d)(?!\d)/g,
  /(?<!\d)(\d\d)(\d\d)(\d\d)[T_-](\d\d)(\d\d)(?:\d\d)?(?!\d)/g,
  /(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)/g,
  /(?<!\d)(\d{4})(\d\d)(\d\d)(?!\d)/g,
];

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, also with a fraction. */
const EPOCH = /(?<![\d.])(\d{10}|\d{13}|\d{16}|\d{19})(?:\.\d+)?(?![\d.])/g;

/** Times within a day of the run become `<time>`; all others stay. @param at Unix milliseconds */
export function withoutTimes(text: string, at: number): string {
  const near = (ms: number): boolean => Math.abs(ms - at) <= NEAR_MS;
  const written = TIMES.reduce(
    (rest, pattern) =>
      outsidePlaceholders(rest, (stretch) =>
        stretch.replace(pattern, (found, year: string, month: string, day: string, hour = '12', minute = '00') => {
          const full = year.length === 2 ? `20${year}` : year;
          return near(Date.parse(`${full}-${month}-${day}T${clock(hour)}:${clock(minute)}:00Z`)) ? '<time>' : found;
        }),
      ),
    text,
  );
  return outsidePlaceholders(written, (stretch) =>
    stretch.replace(EPOCH, (found, digits: string) =>
      near(Number(digits) / 10 ** (digits.length - 13)) ? '<time>' : found,
    ),
  );
}

/** Of a pattern without hours the next argument is the place where it was found. */
const clock = (part: unknown): string => (typeof part === 'string' && /^\d\d$/.test(part) ? part : '12');

const UUID = /(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])/gi;

export const withoutUuids = (text: string): string => text.replace(UUID, '<uuid>');

/**
 * Parts of a name that look as if a program had thrown dice for them, become `<random>`; so do long numbers.
 * For names and places only: it takes some words for random that are none.
 */
export function withoutRandomParts(name: string): string {
  const parts = name.split(/(<[^<>]*>|[^A-Za-z0-9])/).filter((part) => part !== '');
  return parts
    .map((part, index) => {
      if (!/^[A-Za-z0-9]+$/.test(part)) return part;
      if (parts[index - 1]?.match(/^[-_.]$/) && parts[index - 2] === '<time>' && /^[A-Za-z0-9]{3,16}$/.test(part)) {
        return '<random>';
      }
      return isRandom(part) ? '<random>' : part;
    })
    .join('');
}

function isRandom(part: string): boolean {
  if (/^\d{3,}$/.test(part)) return true;
  if (/^([0-9a-f]{8,}|[0-9A-F]{8,})$/.test(part)) return true;
  const hex = /^([0-9a-f]{4,}|[0-9A-F]{4,})$/.test(part) && /\d/.test(part);
  if (hex && /[a-f]/i.test(part)) return true;
  // `v7` and `resnet50` change from letters to digits once, `xk3f9a` does so again and again.
  const changes = part.match(/\d(?=[A-Za-z])|[A-Za-z](?=\d)/g)?.length ?? 0;
  return part.length >= 5 && changes >= 2;
}

/** Ports of this machine and folders for temporary files. */
export function withoutMachine(text: string): string {
  return text
    .replace(/((?:127\.0\.0\.1|localhost|\[::1\]):)\d{1,5}(?!\d)/g, '$1<port>')
    .replace(/(?:\/private)?(?:\/tmp|\/var\/folders\/[^/\s"']+\/[^/\s"']+\/T)\/[^/\s"'<>]+/g, '<temporary folder>');
}
