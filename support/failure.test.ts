import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from './failure.ts';

test('a failure of the bundled program is one of the files beside it too', async () => {
  // Another instance of the module, as the bundle has one.
  const url = new URL('./failure.ts?other', import.meta.url).href;
  const { Failure: Other } = (await import(url)) as typeof import('./failure.ts');
  assert.notEqual(Failure, Other);
  assert.ok(new Other('the port is taken', { exitCode: 3 }) instanceof Failure);
});

test('nothing else is one, whatever it is called', () => {
  const named = Object.assign(new Error('x'), { name: 'Failure', exitCode: 2 });
  for (const value of [named, { exitCode: 2 }, undefined, null, 'Failure']) assert.ok(!(value instanceof Failure));
});
