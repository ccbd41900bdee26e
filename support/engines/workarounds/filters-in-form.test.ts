import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dropFilter, filterValues } from './filters-in-form.ts';

const FORM =
  'Action=DescribeNetworkAcls&Filter.1.Name=default&Filter.1.Value.1=true' +
  '&Filter.2.Name=vpc-id&Filter.2.Value.1=vpc-1&Filter.2.Value.2=vpc-2&MaxResults=5';

test('values are found by the name of their filter', () => {
  const form = new URLSearchParams(FORM);
  assert.deepEqual(filterValues(form, 'vpc-id'), ['vpc-1', 'vpc-2']);
  assert.deepEqual(filterValues(form, 'default'), ['true']);
  assert.equal(filterValues(form, 'tag:Name'), undefined);
});

test('a dropped filter leaves no gap', () => {
  const form = new URLSearchParams(FORM);
  dropFilter(form, 'default');
  assert.equal(
    form.toString(),
    'Action=DescribeNetworkAcls&MaxResults=5&Filter.1.Name=vpc-id&Filter.1.Value.1=vpc-1&Filter.1.Value.2=vpc-2',
  );
  dropFilter(form, 'vpc-id');
  assert.equal(form.toString(), 'Action=DescribeNetworkAcls&MaxResults=5');
});
