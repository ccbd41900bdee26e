import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountOfSessionKey, sessionKey } from './session-keys.ts';

test('a key id says which account it is for', () => {
  for (const account of ['111122223333', '000000000000', '999999999999', '000000000042']) {
    assert.match(sessionKey(account, 'role/session'), /^ASIA[A-Z2-7]{16}$/);
    assert.equal(accountOfSessionKey(sessionKey(account, 'role/session')), account);
  }
  assert.notEqual(sessionKey('111122223333', 'a'), sessionKey('111122223333', 'b'));
});

test('a key id that was not issued here says nothing', () => {
  const issued = sessionKey('111122223333', 'a');
  const changed = `${issued.slice(0, -1)}${issued.endsWith('A') ? 'B' : 'A'}`;
  for (const key of [changed, 'ASIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE', '111122223333', '']) {
    assert.equal(accountOfSessionKey(key), undefined, key);
  }
});
