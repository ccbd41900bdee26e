import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../verification/fast-check.ts';
import { codeBlock, escapeMarkdown, markdownTable } from './markdown.ts';

test('plain text stays readable', () => {
  assert.equal(
    escapeMarkdown("the group's default outbound rule is enough"),
    "the group's default outbound rule is enough",
  );
  assert.equal(escapeMarkdown(' two\n lines '), 'two lines');
  assert.equal(escapeMarkdown('قاعدة 暗号化'), 'قاعدة 暗号化');
});

test('nothing in a text becomes markup, a link, a mention or an issue', () => {
  const cases: Readonly<Record<string, string>> = {
    '<script>alert(1)</script>': '&lt;script&gt;alert\\(1\\)&lt;/script&gt;',
    '<!-- gone': '&lt;\\!-- gone',
    '[click](https://x)': '\\[click\\]\\(https:<!-- -->//x\\)',
    '![i](x)': '\\!\\[i\\]\\(x\\)',
    '**bold** _it_ `code` ~~no~~': '\\*\\*bold\\*\\* \\_it\\_ \\`code\\` \\~\\~no\\~\\~',
    'a | b': 'a \\| b',
    '@somebody and a@b.c': '@<!-- -->somebody and a@<!-- -->b.c',
    'www.example.com': 'www<!-- -->.example.com',
    'fixes #12, GH-7': 'fixes \\#<!-- -->12, GH<!-- -->-7',
    '$x^2$': '&#36;x^2&#36;',
    '&lt;b&gt;': '&amp;lt;b&amp;gt;',
    '\\': '\\\\',
    'a\u202Eb\u0000c\u001B[31m': 'a\\\\u202eb\\\\u0000c\\\\u001b\\[31m',
  };
  for (const [text, escaped] of Object.entries(cases)) assert.equal(escapeMarkdown(text), escaped, text);
});

test('whatever the text, a cell of a table stays one, and no tag is opened but our own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const escaped = escapeMarkdown(text);
      assert.doesNotMatch(escaped, /[\n\r]/);
      assert.doesNotMatch(escaped.replaceAll('<!-- -->', ''), /[<>]/);
      assert.doesNotMatch(escaped.replace(/\\./g, ''), /[|`*_[\]]/);
    }),
  );
});

test('a block of code cannot be left from within', () => {
  assert.equal(codeBlock('a\n```\n<b>\n'), '````text\na\n```\n<b>\n````');
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('`', '\n', 'a', '~', '\r') }), (text) => {
      const [fence = '', ...lines] = codeBlock(text).split('\n');
      const ticks = fence.replace('text', '');
      assert.equal(lines.at(-1), ticks);
      assert.ok(lines.slice(0, -1).every((line) => !line.includes(ticks)));
    }),
  );
});

test('a table has its head, its alignment and its rows, whatever its cells hold', () => {
  assert.equal(
    markdownTable(['Call', 'Count'], [['`a | b`', '1']], 1),
    '| Call | Count |\n|---|---:|\n| `a \\| b` | 1 |',
  );
  assert.equal(markdownTable(['Name'], [[escapeMarkdown('a|b')]]), '| Name |\n|---|\n| a\\|b |');
});
