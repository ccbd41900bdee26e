import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { build, type Plugin } from 'esbuild';
import { packageRoot } from '../../support/package.ts';
import { shaken, withPlainKeys, withZodNamespace } from './shaken.ts';

/** What is left of a module of which one name is used. */
async function left(module: string, name: string, plugins: Plugin[] = []): Promise<string> {
  const stdin = { contents: `${module}\nconsole.log(${name});`, resolveDir: packageRoot };
  const options = {
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'node',
    mainFields: ['module', 'main'],
  } as const;
  const { outputFiles } = await build({ ...options, mainFields: [...options.mainFields], stdin, plugins });
  return outputFiles[0]?.text ?? '';
}

/** A schema, with the members that it names. */
const shown = 'JSON.stringify(DescribeVpcsRequest$, (_, value) => (typeof value === "function" ? value() : value))';

const printed = (program: string) => execFileSync(process.execPath, ['-'], { input: program, encoding: 'utf8' });

const schemas = `const _xN = "xmlName";
const a = [3, [1, { [_xN]: "a" }]];
const b = [3, [1, { [_xN]: "b" }]];`;

test('a schema that nothing uses is left out, and the used one is as it was', async () => {
  assert.match(await left(schemas, 'a'), /\bb = /, 'without it all are kept');
  const text = await left(withPlainKeys(schemas), 'a');
  assert.doesNotMatch(text, /\bb = /);
  assert.match(text, /"xmlName": "a"/);
});

test('of the schemas of EC2 those stay that one operation needs, as they were', async () => {
  const module = "import { DescribeVpcsRequest$ } from '@aws-sdk/client-ec2';";
  const [all, used] = [await left(module, shown), await left(module, shown, [shaken])];
  assert.ok(used.length < all.length / 10, `${used.length} of ${all.length} characters`);
  assert.equal(printed(used), printed(all));
  assert.match(printed(used), /"VpcIds"/);
});

test('a key that is no constant of the file is an error', () => {
  assert.throws(() => withPlainKeys('const a = { [_b]: 1 };'), /the key \[_b\] of an SDK schema is no constant/);
});

test('of zod only what is used stays', async () => {
  const zod = "import { z } from 'zod';\n";
  const [all, used] = [await left(zod, 'z.string()'), await left(withZodNamespace(zod), 'z.string()')];
  assert.ok(used.length < all.length / 2, `${used.length} of ${all.length} characters`);
  assert.equal(withZodNamespace('import { z, type ZodType } from "zod";'), 'import { z, type ZodType } from "zod";');
});
