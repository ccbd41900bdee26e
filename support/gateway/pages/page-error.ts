import type { z } from 'zod';
import { issueLines } from '../../text/zod-issues.ts';

/** A request that one of the gateway's own pages refuses, with the text for the client. */
export class PageError extends Error {
  override readonly name = 'PageError';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Members of the answer beside `error`. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    message: string,
    more: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly details?: Readonly<Record<string, unknown>>;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = more.headers ?? {};
    this.details = more.details ?? {};
  }
}

/** @throws PageError 400 that names what is wrong with `value` */
export function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const { success, data, error } = schema.safeParse(value);
  if (!success) throw new PageError(400, issueLines(error).join('; '));
  return data;
}
