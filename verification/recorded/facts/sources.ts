/** Where recordings come from, in short. */

export const moto = (test: string): string => `getmoto/moto tests/${test} (aws_verified)`;
export const localstack = (test: string): string => `localstack/localstack tests/aws/services/${test} (snapshot)`;
export const issue = (reference: string): string => `${reference} (quotes AWS)`;

/** AWS's documentation, where nothing was recorded. */
export const documentation = (page: string): string => `${page} (documentation)`;

/** When moto's verified tests were read: they carry no date of their own. */
export const MOTO_READ = '2026-08-22';

/** Collected from public recordings without a note of which; its date is when that was. */
export const COLLECTED = 'public recordings, which ones was not noted';
