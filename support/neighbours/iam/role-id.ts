import { createHash } from 'node:crypto';

/** The id of a role, which its name alone decides here: `AROA` and 17 letters and digits. */
export function roleId(account: string, name: string): string {
  return `AROA${createHash('sha256').update(`${account}/${name}`).digest('hex').toUpperCase().slice(0, 17)}`;
}
