import { InvalidArgumentError } from 'commander';

export type AuditEngine = 'duckdb' | 'athena' | 'lake';

export interface AuditOptions {
  readonly engine: AuditEngine;
  readonly memory: number;
  readonly temporary?: string;
  readonly table?: string;
  readonly where?: string;
  readonly run?: boolean;
  readonly database?: string;
  readonly workgroup?: string;
  readonly output?: string;
  readonly profile?: string;
  readonly region?: string;
  readonly network?: readonly string[];
  readonly baseline?: string;
  readonly update?: boolean;
  readonly requireShown?: boolean;
  readonly html?: string;
  readonly json?: string;
  readonly csv?: string;
  readonly sarif?: string;
}

/** A table as SQL names it: parts with dots between, in double quotes where they are not plain. */
export function table(text: string): string {
  const part = '(?:[A-Za-z_][A-Za-z0-9_]*|"[^"\\u0000-\\u001f]+"|[0-9a-f]{8}-[0-9a-f-]{27})';
  if (!new RegExp(`^${part}(?:\\.${part}){0,2}$`).test(text)) {
    throw new InvalidArgumentError(
      'Give a table as SQL names it, such as audit.cloudtrail_logs or "my-catalog".audit.logs.',
    );
  }
  return text;
}
