import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { Agenda } from './agenda.ts';

test('whatever is added and taken off, the rest comes in order of time, then of being added', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(5), fc.boolean())), (planned) => {
      const agenda = new Agenda();
      const ran: number[] = [];
      const cancels = planned.map(([at], index) => agenda.add(at, () => void ran.push(index)));
      for (const [index, [, cancelled]] of planned.entries()) if (cancelled) cancels[index]?.();
      const left = [...planned.entries()].filter(([, [, cancelled]]) => !cancelled);
      const expected = left.toSorted(([, [a]], [, [b]]) => a - b).map(([index]) => index);
      assert.equal(agenda.next, planned[expected[0] ?? -1]?.[0]);
      for (let due = agenda.take(); due; due = agenda.take()) void due.task();
      assert.deepEqual(ran, expected);
    }),
  );
});

test('nothing is taken before its time, and what has run cannot be taken off', () => {
  const agenda = new Agenda();
  const cancel = agenda.add(5, () => {});
  assert.equal(agenda.take(4), undefined);
  assert.equal(agenda.take(5)?.at, 5);
  agenda.add(5, () => {});
  cancel();
  assert.equal(agenda.next, 5);
});
