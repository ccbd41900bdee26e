import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from './registry.ts';

const item = (name: string) => ({ name, sequence: 1 });

test('a name is taken as soon as it is reserved, and free when it is given back', () => {
  const registry = new Registry();
  const reservation = registry.reserve('Job');
  assert.ok(reservation);
  assert.equal(registry.reserve('Job'), undefined);
  assert.equal(registry.reserve('jOB'), undefined);
  assert.equal(registry.get('Job'), undefined);
  reservation.release();
  assert.ok(registry.reserve('job'));
});

test('reservations count on', () => {
  const registry = new Registry();
  assert.deepEqual(
    ['a', 'b', 'c'].map((name) => registry.reserve(name)?.sequence),
    [1, 2, 3],
  );
});

test('is found by its name as written, or by its key', () => {
  const registry = new Registry();
  const job = item('Job');
  registry.reserve('Job');
  registry.add(job);
  assert.equal(registry.get('Job'), job);
  assert.equal(registry.get('job'), undefined);
  assert.equal(registry.withKey('job'), job);
  assert.deepEqual(registry.all(), [job]);
});

test('deleted, its name is free', () => {
  const registry = new Registry();
  const job = item('Job');
  registry.reserve('Job');
  registry.add(job);
  registry.delete(job);
  assert.equal(registry.get('Job'), undefined);
  assert.ok(registry.reserve('job'));
});
