import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Answer } from '../../../support/findings/answer.ts';
import { Draw } from './draw.ts';
import { madeUpEvent } from './event.ts';

export interface HistoryOptions {
  readonly seed: number;
  readonly events: number;
  /** Events in a file. Default: 2,000. */
  readonly perFile?: number;
  /** Of all events, how many create jobs. Default: 0.3. */
  readonly jobShare?: number;
  /** How often an event is delivered a second time. Default: 0.001. */
  readonly twice?: number;
}

/** What a history was made to hold. */
export interface MadeUpHistory {
  readonly files: readonly string[];
  /** Records in all files, those delivered twice counted twice. */
  readonly records: number;
  /** Calls that create jobs, each once. */
  readonly calls: number;
  /** Those of them that were delivered twice. */
  readonly twice: number;
  readonly answers: Readonly<Partial<Record<Answer, number>>>;
  /** Bytes. */
  readonly unpacked: number;
  readonly packed: number;
}

const ACCOUNTS = ['111122223333', '222233334444', '333344445555', '444455556666'];
const REGIONS = ['eu-central-1', 'us-east-1', 'us-west-2'];
const FIRST_DAY = Date.UTC(2025, 0, 1);
const DAYS = 330;

/** Writes a made-up history of an organisation as CloudTrail lays it out below a folder, compressed. The same seed gives the same files. */
export function writeHistory(
  folder: string,
  { seed, events, perFile = 2000, jobShare = 0.3, twice = 0.001 }: HistoryOptions,
): MadeUpHistory {
  const draw = new Draw(seed);
  const files: string[] = [];
  const answers: Partial<Record<Answer, number>> = {};
  const total = { records: 0, calls: 0, twice: 0, unpacked: 0, packed: 0 };
  for (let left = events; left > 0; left -= perFile) {
    const account = draw.pick(ACCOUNTS);
    const region = draw.pick(REGIONS);
    const time = FIRST_DAY + draw.below(DAYS * 288) * 300_000;
    const records: string[] = [];
    for (let index = Math.min(left, perFile); index > 0; index -= 1) {
      const { json, answers: given } = madeUpEvent(draw, { account, region, time }, jobShare);
      records.push(json);
      if (draw.chance(twice)) {
        records.push(json);
        if (given.length > 0) total.twice += 1;
      }
      if (given.length > 0) total.calls += 1;
      for (const answer of given) answers[answer] = (answers[answer] ?? 0) + 1;
    }
    const text = `{"Records":[${records.join(',')}]}`;
    const packed = gzipSync(text, { level: 5 });
    const file = join(folder, fileOf(draw, account, region, time));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, packed);
    files.push(file);
    total.records += records.length;
    total.unpacked += text.length;
    total.packed += packed.length;
  }
  return { files, answers, ...total };
}

function fileOf(draw: Draw, account: string, region: string, time: number): string {
  const at = new Date(time).toISOString();
  const [day = '', hour = ''] = at.split('T');
  const stamp = `${day.replaceAll('-', '')}T${hour.slice(0, 5).replace(':', '')}Z`;
  const name = `${account}_CloudTrail_${region}_${stamp}_${draw.hex(16)}.json.gz`;
  return join('AWSLogs', 'o-example', account, 'CloudTrail', region, ...day.split('-'), name);
}
