/** A folder for baselines, and attempts to compare with them. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { compareWithBaseline } from '../baselines/compare.ts';
import type { BaselineOptions, BaselineResult } from '../baselines/types.ts';
import { attemptOf, type Told } from './attempts.ts';

export const DAY = new Date('2026-11-23T12:00:00Z');
export const LATER = new Date('2026-12-24T12:00:00Z');

export function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-baselines-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Compares an attempt that sent these requests. */
export function compare(
  folder: string,
  calls: Told['calls'],
  { told, ...options }: Partial<Omit<BaselineOptions, 'attempt'>> & { readonly told?: Told } = {},
): Promise<BaselineResult> {
  const attempt = attemptOf({ calls: calls ?? [], ...told });
  return compareWithBaseline({ attempt, folder, update: false, allow: [], now: DAY, ...options });
}
