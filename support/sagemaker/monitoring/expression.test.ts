import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { nextAfter, readExpression, type Timetable } from './expression.ts';

const hours = (expression: string): Timetable & { kind: 'hours' } => {
  const timetable = readExpression(expression);
  assert.ok(timetable.kind === 'hours');
  return timetable;
};

/** The moments of two days, as `day hour`. */
function moments(expression: string): string[] {
  const found: string[] = [];
  const end = Date.parse('2026-01-03T00:00:00Z');
  for (let at = Date.parse('2026-01-01T00:00:00Z') - 1; ; ) {
    at = nextAfter(hours(expression), at);
    if (at >= end) return found;
    const date = new Date(at);
    assert.equal(at % 3_600_000, 0, 'a full hour');
    found.push(`${date.getUTCDate()} ${date.getUTCHours()}`);
  }
}

test('the forms that are documented', () => {
  assert.deepEqual(readExpression('NOW'), { kind: 'now' });
  assert.equal(moments('cron(0 * ? * * *)').length, 48);
  assert.deepEqual(moments('cron(0 12 ? * * *)'), ['1 12', '2 12']);
  assert.deepEqual(moments('cron(0 00 ? * * *)'), ['1 0', '2 0']);
  assert.deepEqual(moments('cron(0 17/12 ? * * *)'), ['1 5', '1 17', '2 5', '2 17'], 'twelve hours after 5 p.m. too');
  assert.deepEqual(moments('cron(0 0/6 ? * * *)'), ['1 0', '1 6', '1 12', '1 18', '2 0', '2 6', '2 12', '2 18']);
  assert.deepEqual(moments('cron(0 3/24 ? * * *)'), ['1 3', '2 3']);
  assert.deepEqual(moments('cron(0 0/10 ? * * *)'), ['1 0', '1 10', '1 20', '2 0', '2 10', '2 20']);
});

for (const expression of [
  '',
  'now',
  'rate(1 hour)',
  'Hourly: cron(0 * ? * * *)',
  'cron(5 * ? * * *)',
  'cron(0 24 ? * * *)',
  'cron(0 1/25 ? * * *)',
  'cron(0 1/0 ? * * *)',
  'cron(0 * * * ? *)',
  'cron(0 12 ? * MON *)',
  '0 * ? * * *',
]) {
  test(`refuses '${expression}'`, () => {
    assert.throws(() => readExpression(expression), {
      name: 'ServiceError',
      code: 'ValidationException',
      message: `train-encrypt: ScheduleExpression '${expression}' is not a documented form: 'cron(0 * ? * * *)', 'cron(0 17 ? * * *)', 'cron(0 17/12 ? * * *)' and 'NOW' are the documented forms.`,
    });
  });
}

test('the next moment is later, no more than a day, and never before one that was skipped', () => {
  const timetable = fc.record({
    kind: fc.constant('hours' as const),
    first: fc.integer({ min: 0, max: 23 }),
    every: fc.integer({ min: 1, max: 24 }),
  });
  const time = fc.integer({ min: 0, max: 4e12 });
  fc.assert(
    fc.property(timetable, time, fc.integer({ min: 0, max: 90_000_000 }), (table, after, later) => {
      const next = nextAfter(table, after);
      assert.ok(next > after && next - after <= 86_400_000);
      assert.equal(next % 3_600_000, 0);
      assert.ok(nextAfter(table, after + later) >= next);
      assert.equal(nextAfter(table, next - 1), next);
    }),
  );
});
