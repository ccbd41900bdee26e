import { z } from 'zod';

// What several pages are asked by.

export const account = z.string().regex(/^\d{12}$/, 'an account has 12 digits');

/** A whole number in a query. */
export const number = (most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'give a whole number')
    .transform(Number)
    .refine((value) => value <= most, `give at most ${most}`);
