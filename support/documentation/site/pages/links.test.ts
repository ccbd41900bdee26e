import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../../verification/fast-check.ts';
import { FINE, scenario, siteOf } from '../browser/testing/made-up.ts';
import { claimFile, featureFile, fileSlug, filterLink, scenarioLink } from './links.ts';

test('files are named for what they show', () => {
  assert.equal(claimFile('outbound-rules'), 'claims/outbound-rules.html');
  assert.equal(featureFile('features/05-security-group.feature:12'), 'features/05-security-group.html');
  assert.equal(featureFile('features/wrappers/check.feature:3'), 'features/wrappers--check.html');
  assert.equal(filterLink({ claim: 'a&b', verdict: 'failed' }), 'scenarios.html#claim=a%26b&verdict=failed');
});

test('whatever the text, its name is fit for a file and a URL, and its own', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('a', 'A', '-', '/', '.', '_', ' ') }),
  );
  fc.assert(fc.property(text, (one) => assert.match(fileSlug(one), /^[a-z\d][a-z\d_-]{0,90}$/)));
  fc.assert(
    fc.property(text, text, (one, other) => {
      const bare = (path: string) => path.replace(/^features\//, '').replace(/\.feature$/, '');
      if (bare(one) !== bare(other)) assert.notEqual(fileSlug(one), fileSlug(other));
    }),
  );
});

test('a scenario is shown on the page of its first claim, else on that of its feature', () => {
  const link = scenarioLink(siteOf({ scenarios: FINE }));
  assert.equal(link(scenario('one', 'cost')), 'claims/cost.html#one');
  assert.equal(link(scenario('one', 'no-such-claim')), 'features/05-security-group.html#one');
  assert.equal(link(scenario('one', undefined, { claims: ['no-such-claim', 'cost'] })), 'claims/cost.html#one');
  assert.equal(link(scenario('one', undefined)), 'features/05-security-group.html#one');
});
