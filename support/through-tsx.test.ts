import assert from 'node:assert/strict';
import { test } from 'node:test';
import { throughTsx } from './through-tsx.ts';

const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

test('what Node can load is loaded by Node', async () => {
  assert.equal(await throughTsx(async () => 'by Node', './nowhere.ts', import.meta.url), 'by Node');
});

test('what Node has no loader for is loaded by tsx', async () => {
  const load = failing('ERR_UNKNOWN_FILE_EXTENSION') as () => Promise<typeof import('./package.ts')>;
  const { version } = await throughTsx(load, './package.ts', import.meta.url);
  assert.match(version, /^\d+\.\d+\.\d+/);
});

test('another failure stays what it is', async () => {
  await assert.rejects(throughTsx(failing('ERR_MODULE_NOT_FOUND'), './package.ts', import.meta.url), {
    code: 'ERR_MODULE_NOT_FOUND',
  });
});
