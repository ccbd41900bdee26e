import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Agent } from './agent.ts';
import { strongswan } from './strongswan.ts';

// No kernel here may have ESP: what would be said of one that has it is seen with an agent that only plays it.

interface Played {
  /** Whether data gets through while the groups let ESP pass, and while they do not. */
  readonly arrives: { readonly open: boolean; readonly closed: boolean };
  /** Packets that the router sees. */
  readonly esp: number;
  readonly clear: number;
  readonly kernelHasEsp?: boolean;
}

/** What the groups let through is read from the rules that are loaded, as a kernel would. */
function playing({ arrives, esp, clear, kernelHasEsp = true }: Played): Agent {
  let groups = '';
  const lets = (pattern: RegExp) => pattern.test(groups);
  const ran = (code: number, output = '') => ({ code, output });
  return {
    place: async () => {},
    exchange: () => Promise.reject(new Error('nothing is exchanged but by programs')),
    filter: async (loaded) => {
      groups = loaded;
    },
    count: async () => ({ groups: {}, acls: { watched_esp: lets(ESP) ? esp : 0, watched_clear: clear } }),
    start: async () => {},
    run: async (_, [program, ...words]) => {
      if (program === 'ip') return ran(kernelHasEsp ? 0 : 2, kernelHasEsp ? '' : 'Error: Requested type not found.');
      if (program === 'python3') return ran((lets(ESP) ? arrives.open : arrives.closed) ? 0 : 1);
      if (words.includes('--list-sas')) return ran(0, lets(IKE) ? 'ESTABLISHED' : '');
      return ran(words.includes('--initiate') && !lets(IKE) ? 1 : 0);
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

const IKE = /\b500\b.* accept/;
const ESP = /\b50\b.* accept/;

const shownBy = async (played: Played) => (await strongswan(playing(played))).map(({ is }) => is);
const RIGHT: Played = { arrives: { open: true, closed: false }, esp: 4, clear: 0 };

suite('a kernel that has ESP', () => {
  test('is shown to exchange data encrypted, and none with ESP closed', async () => {
    const shown = await strongswan(playing(RIGHT));
    assert.deepEqual(
      shown.map(({ is }) => is),
      [true, true, true, true],
    );
    assert.match(shown[2]?.what ?? '', /^in the documented network data arrives; 4 ESP packets and 0 unencrypted/);
    assert.match(shown[3]?.what ?? '', /^with ESP closed data does not arrive; 0 ESP packets/);
  });

  for (const [what, played, is] of [
    ['data that does not arrive', { ...RIGHT, arrives: { open: false, closed: false } }, [true, true, false, true]],
    [
      'data that arrives though ESP is closed',
      { ...RIGHT, arrives: { open: true, closed: true } },
      [true, true, true, false],
    ],
    ['data that passes unencrypted', { ...RIGHT, clear: 2 }, [true, true, false, false]],
    ['data that arrives by no ESP packet', { ...RIGHT, esp: 0 }, [true, true, false, true]],
  ] as const) {
    test(`fails with ${what}`, async () => {
      assert.deepEqual(await shownBy(played), is);
    });
  }
});

test('a kernel without ESP shows nothing of it, and says why', async () => {
  const shown = await strongswan(playing({ ...RIGHT, kernelHasEsp: false }));
  assert.deepEqual(
    shown.map(({ is }) => is),
    [true, true, undefined],
  );
  assert.match(shown[2]?.what ?? '', /^no ESP was exchanged: this kernel has no ESP \(.*Requested type not found/);
});
