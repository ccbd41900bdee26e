import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Brought, Programs } from './testing/outside.ts';
import type { SandboxTool } from './types.ts';

/** What the made-up outside answers, and what its home and the environment of its processes hold. */
const SECRET = 'the-secret-of-the-outside';
const ECHOED = /echoed/;
const SECRETLY = new RegExp(SECRET);
const RESOLVED = /198\.51\.100\.7/;

const NETWORK = { tcp: SECRETLY, ipv6: SECRETLY, udp: SECRETLY, dns: RESOLVED, http: SECRETLY };
const MACHINE = { metadata: SECRETLY, container: SECRETLY, unix: SECRETLY, proc: SECRETLY, home: SECRETLY };

/** Every way out, by who tries it, and what shows that it led out. */
const WAYS: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  python: { ...NETWORK, ...MACHINE, icmp: ECHOED, abstract: SECRETLY },
  node: { ...NETWORK, ...MACHINE },
  java: { ...NETWORK, ...MACHINE },
  go: { ...NETWORK, ...MACHINE, abstract: SECRETLY },
  curl: { ipv6: SECRETLY, dns: SECRETLY, http: SECRETLY, ...MACHINE, abstract: SECRETLY },
};

/** What the kernel is to have seen of each. */
const STOPPED: Readonly<Record<string, readonly string[]>> = {
  python: [
    'DNS for python.out.example',
    'TCP 198.51.100.7:80',
    'TCP [2001:db8::7]:80',
    'UDP 198.51.100.53:5353',
    'TCP 169.254.169.254:80 (instance metadata)',
    'TCP 169.254.170.2:80 (container credentials)',
  ],
  node: ['DNS for node.out.example', 'TCP 198.51.100.7:80', 'UDP 198.51.100.53:5353'],
  java: ['DNS for java.out.example', 'TCP 198.51.100.7:80', 'UDP 198.51.100.53:5353'],
  go: ['DNS for go.out.example', 'TCP 198.51.100.7:80', 'UDP 198.51.100.53:5353'],
  curl: ['DNS for curl.out.example', 'TCP 198.51.100.7:80', 'TCP 169.254.169.254:80 (instance metadata)'],
};

const NAMESPACES = '--user --map-root-user --net --mount --pid --fork --kill-child --mount-proc'.split(' ');
const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');
const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-outside-'));
const escapes = fileURLToPath(new URL('./testing/escapes', import.meta.url));

function works(program: string, ...args: string[]): string | undefined {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}

function missing(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux';
  if (works('ip', '-V') === undefined) return 'it needs ip of iproute2';
  if (works('nft', '--version') === undefined) return 'it needs nft of nftables';
  if (works('unshare', ...NAMESPACES, 'true') === undefined) return 'it needs namespaces, which this machine forbids';
  return undefined;
}

/** Without bubblewrap, that one alone is skipped. */
const TOOLS: readonly SandboxTool[] = ['unshare', ...(works('bwrap', '--version') ? ['bubblewrap' as const] : [])];

/** How each is started; absent where its language is not here. */
function programs(): Programs {
  const file = (name: string) => join(escapes, name);
  const python = works('python3', '-c', 'import sys; print(sys.executable)');
  const go = join(folder, 'escape');
  return {
    node: [process.execPath, file('escape.mjs')],
    ...(python !== undefined && { python: [python, file('escape.py')] }),
    ...(works('java', '-version') !== undefined && { java: ['java', file('Escape.java')] }),
    ...(works('go', 'build', '-o', go, file('escape.go')) !== undefined && { go: [go] }),
    ...(works('curl', '--version') !== undefined && { curl: [file('escape.sh')] }),
  } as Programs;
}

const reason = missing();
const skip = inCi ? false : (reason ?? false);

suite('ways out', { skip }, () => {
  let there: Programs;
  let brought: Readonly<Record<string, Brought>>;

  before(async () => {
    assert.equal(reason, undefined);
    assert.ok(!inCi || TOOLS.includes('bubblewrap'), 'bubblewrap is not here, in CI');
    there = programs();
    const script = fileURLToPath(new URL('./testing/outside.ts', import.meta.url));
    const env = { PATH: process.env.PATH, HOME: folder, SECRET, PROGRAMS: JSON.stringify(there), TOOLS: TOOLS.join() };
    const args = [...NAMESPACES, process.execPath, script];
    brought = JSON.parse((await promisify(execFile)('unshare', args, { env })).stdout);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [language, ways] of Object.entries(WAYS)) {
    const lineOf = (kind: SandboxTool | 'environment', way: string): string => {
      const lines = brought[language]?.[kind]?.split('\n') ?? [];
      return (
        lines.find((line) => line.startsWith(`${way}: `)) ?? assert.fail(`${language} did not try ${way}: ${lines}`)
      );
    };
    const here = (t: { skip(why: string): void }): boolean => {
      if (there[language] !== undefined) return true;
      assert.ok(!inCi, `${language} is not here, in CI`);
      t.skip(`${language} is not here`);
      return false;
    };

    test(`${language} reaches the endpoint, isolated or not`, (t) => {
      if (!here(t)) return;
      for (const kind of [...TOOLS, 'environment'] as const) assert.match(lineOf(kind, 'endpoint'), /the endpoint/);
    });

    for (const [way, shows] of Object.entries(ways)) {
      test(`${language}, ${way}: leads out without isolation, and not with it`, (t) => {
        if (!here(t)) return;
        assert.match(lineOf('environment', way), shows);
        for (const tool of TOOLS) assert.doesNotMatch(lineOf(tool, way), shows);
      });
    }

    test(`${language}: what it tried is reported`, (t) => {
      if (!here(t)) return;
      for (const tool of TOOLS) {
        const stopped = brought[language]?.stopped[tool] ?? [];
        for (const one of STOPPED[language] ?? []) {
          assert.ok(stopped.includes(one), `${tool}: ${one} is not among ${stopped}`);
        }
      }
    });
  }
});
