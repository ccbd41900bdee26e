import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elementsOf } from './xml.ts';

test('the elements of a well-formed document, in order', () => {
  assert.deepEqual(
    elementsOf('<?xml version="1.0" encoding="UTF-8"?>\n<a xmlns="http://x/"><b>1 &lt; 2</b><c/><b>&#233;</b></a>'),
    ['a', 'b', 'c', 'b'],
  );
});

for (const xml of [
  '',
  'text',
  '<a>',
  '<a></b>',
  '<a><b></a></b>',
  '</a>',
  '<a/><b/>',
  '<a/>text',
  '<a>1 < 2</a>',
  '<a>1 & 2</a>',
  '<a>&nbsp;</a>',
  '<a b=c/>',
  '<a>\u0000</a>',
  '<a>\ud800</a>',
  '<html><br></html>',
]) {
  test(`not well-formed: ${JSON.stringify(xml)}`, () => assert.equal(elementsOf(xml), undefined));
}
