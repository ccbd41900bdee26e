import { createHash } from 'node:crypto';

/*
 * Access key ids of temporary credentials. Like those of AWS they say which account they are for, so that a request
 * signed with one reaches that account without anybody keeping a table. Ids that were not issued here fail the checksum.
 */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An access key id for a session in an account of 12 digits: the same one for the same session. */
export function sessionKey(account: string, session: string): string {
  const payload = digits(BigInt(account), 8) + digest(`session ${account} ${session}`);
  return `ASIA${payload}${digest(payload)}`;
}

/** The account that an access key id issued here is for; `undefined` for any other. */
export function accountOfSessionKey(key: string): string | undefined {
  const [, account, session, sum] = /^ASIA([A-Z2-7]{8})([A-Z2-7]{4})([A-Z2-7]{4})$/.exec(key) ?? [];
  if (account === undefined || session === undefined || digest(account + session) !== sum) return undefined;
  const number = [...account].reduce((value, letter) => value * 32n + BigInt(ALPHABET.indexOf(letter)), 0n);
  return number < 10n ** 12n ? String(number).padStart(12, '0') : undefined;
}

function digits(value: bigint, length: number): string {
  return Array.from({ length }, (_, index) => ALPHABET[Number((value >> BigInt(5 * (length - 1 - index))) & 31n)]).join(
    '',
  );
}

const digest = (text: string): string =>
  digits(BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 5)}`), 4);
