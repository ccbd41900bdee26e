import assert from 'node:assert/strict';
import { test } from 'node:test';
import { misused } from './misused.ts';
import { type AuditOptions, table } from './options.ts';

const OPTIONS: AuditOptions = { engine: 'duckdb', memory: 2048 };
const ATHENA: AuditOptions = { ...OPTIONS, engine: 'athena', table: 'logs' };

const WRONG: readonly (readonly [places: readonly string[], options: AuditOptions, text: RegExp])[] = [
  [[], OPTIONS, /say what to read/],
  [['logs'], { ...OPTIONS, table: 'x' }, /--table is for --engine athena/],
  [['logs'], { ...OPTIONS, run: true }, /--run is for --engine athena/],
  [[], { ...OPTIONS, engine: 'athena' }, /needs --table/],
  [['logs'], ATHENA, /reads a table, not logs/],
  [[], { ...ATHENA, where: '1=1; DROP' }, /without a semicolon/],
  [[], { ...ATHENA, html: 'a' }, /--html needs --run/],
  [[], { ...ATHENA, network: ['a'] }, /--network needs --run/],
  [[], { ...ATHENA, engine: 'lake', run: true }, /--run asks Athena only/],
  [['logs'], { ...OPTIONS, update: true }, /Say which with --baseline/],
  [['logs'], { ...OPTIONS, json: 'a', csv: 'a' }, /two reports are to go to a/],
];

for (const [places, options, text] of WRONG) {
  test(`wrong: ${text.source}`, () => assert.match(misused(places, options) ?? '', text));
}

test('what is right is not wrong', () => {
  assert.equal(misused(['logs'], { ...OPTIONS, html: 'a', json: 'b', baseline: 'c', update: true }), undefined);
  assert.equal(misused([], ATHENA), undefined);
  assert.equal(misused([], { ...ATHENA, run: true, html: 'a', network: ['n'] }), undefined);
});

test('a table is a name and nothing more', () => {
  for (const name of ['logs', 'audit.logs', '"my-catalog".audit.logs', '0a1b2c3d-0000-4000-8000-000000000000']) {
    assert.equal(table(name), name);
  }
  for (const text of ['', 'a b', 'logs; DROP TABLE x', 'logs WHERE 1=1', 'a.b.c.d', "logs'", '(SELECT 1)']) {
    assert.throws(() => table(text), /Give a table/, text);
  }
});
