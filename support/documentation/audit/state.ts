import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Failure } from '../../failure.ts';
import { version } from '../../package.ts';
import { signOf } from '../../wrappers/mark.ts';
import { changesOf } from '../site/pages/history.ts';
import { readWrappers } from '../site/read/wrappers.ts';
import type { SiteData } from '../site/types.ts';
import type { AuditState, Change, Changes } from './types.ts';

const stateSchema = z.object({
  schema: z.literal('train-encrypt/audit'),
  schemaVersion: z.literal(1),
  version: z.string(),
  at: z.iso.datetime(),
  commit: z.string().optional(),
  claims: z.record(z.string(), z.string()),
  wrappers: z.record(z.string(), z.record(z.string(), z.string())),
});

export function stateOf({ claims, wrappers, writtenAt }: SiteData, commit: string | undefined): AuditState {
  return {
    schema: 'train-encrypt/audit',
    schemaVersion: 1,
    version,
    at: writtenAt,
    ...(commit !== undefined && { commit }),
    claims: Object.fromEntries(claims.map(({ claim, status }) => [claim.id, status])),
    wrappers: Object.fromEntries(
      [...Map.groupBy(wrappers, ({ wrapper }) => wrapper)].map(([wrapper, cells]) => [
        wrapper,
        Object.fromEntries(cells.map((cell) => [cell.situation, signOf(cell)])),
      ]),
    ),
  };
}

/**
 * The state that an earlier audit wrote, or the part of it that a report of `check` has.
 * @throws Failure (exit code 2) when the file is neither
 */
export function readState(file: string): Pick<AuditState, 'at' | 'version' | 'claims' | 'wrappers' | 'commit'> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw unreadable(file, (error as NodeJS.ErrnoException).code ?? 'it is no JSON', error);
  }
  const { schema, startedAt } = (value ?? {}) as { readonly schema?: unknown; readonly startedAt?: string };
  if (schema === 'train-encrypt/check') {
    const { cells, version: then } = readWrappers(file);
    const site = { claims: [], wrappers: cells, writtenAt: startedAt ?? '' } as unknown as SiteData;
    return { ...stateOf(site, undefined), version: then };
  }
  const { success, data, error } = stateSchema.safeParse(value);
  if (success) {
    const { commit, ...rest } = data;
    return { ...rest, ...(commit !== undefined && { commit }) };
  }
  throw unreadable(file, 'it is neither an audit.json nor a report of check', error);
}

const unreadable = (file: string, why: string, cause: unknown): Failure =>
  new Failure(`${file}, with which this audit is to be compared, cannot be read: ${why}.`, { exitCode: 2, cause });

/** What is other than in an earlier state; without one, what the history of answers says changed last. */
export function changesSince(site: SiteData, file: string | undefined): Changes {
  if (file === undefined) return fromHistory(site);
  const before = readState(file);
  const now = stateOf(site, undefined);
  const claims = Object.keys(before.claims).length === 0 ? [] : differences(before.claims, now.claims, 'claim ');
  const since = `${before.at.slice(0, 10)}, train-encrypt ${before.version}${before.commit === undefined ? '' : `, commit ${before.commit.slice(0, 12)}`}`;
  return { since, changes: [...claims, ...differences(flat(before.wrappers), flat(now.wrappers), '')] };
}

function fromHistory({ wrappers }: SiteData): Changes {
  if (!wrappers.some(({ history }) => history.length > 0)) return { changes: [] };
  const changes = changesOf(wrappers).map(({ cell, before }) => ({
    what: `${cell.wrapper} in ${cell.situation}`,
    before,
    now: signOf(cell),
  }));
  return { since: 'the run before, by the history of answers', changes };
}

const flat = (wrappers: AuditState['wrappers']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(wrappers).flatMap(([wrapper, own]) =>
      Object.entries(own).map(([situation, sign]) => [`${wrapper} in ${situation}`, sign]),
    ),
  );

function differences(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
  prefix: string,
): readonly Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  const of = (values: Readonly<Record<string, string>>, name: string) =>
    Object.hasOwn(values, name) ? values[name] : undefined;
  return names.flatMap((name) => {
    const [was, is] = [of(before, name), of(now, name)];
    if (was === is) return [];
    return [
      { what: `${prefix}${name}`, ...(was !== undefined && { before: was }), ...(is !== undefined && { now: is }) },
    ];
  });
}
