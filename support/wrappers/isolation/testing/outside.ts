/**
 * A made-up outside, in namespaces that a test made: addresses that answer with a secret, a home with keys, a socket of
 * Docker. Runs the programs of `escapes/` in a sandbox and with their environment alone, and prints what each brought.
 */
import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo, ListenOptions } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../../run/index.ts';
import { describeAttempt } from '../attempts.ts';
import { startSandbox } from '../index.ts';
import { readQuestion } from '../resolver.ts';
import type { SandboxTool } from '../types.ts';
import { visibleTo } from '../visible.ts';

/** What a program brought, line by line, and what the kernel saw of it. */
export interface Brought {
  readonly bubblewrap?: string;
  readonly unshare: string;
  readonly environment: string;
  readonly stopped: Readonly<Partial<Record<SandboxTool, readonly string[]>>>;
}

export type Programs = Readonly<Record<string, readonly [string, ...string[]]>>;

const OUTSIDE = '198.51.100.7';
const ADDRESSES = [OUTSIDE, '198.51.100.53', '169.254.169.254', '169.254.170.2'];
const { SECRET = '', HOME = '', PROGRAMS = '{}', TOOLS = 'unshare' } = process.env;

const ip = (...args: string[]) => execFileSync('ip', args);

function answer(options: ListenOptions, text: string) {
  const server = createServer((_, response) => response.end(text)).listen(options);
  return once(server, 'listening').then(() => server);
}

function nameserver(): Promise<unknown> {
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const question = readQuestion(query);
    if (question === undefined) return;
    const header = Buffer.from([query[0] ?? 0, query[1] ?? 0, 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0]);
    const isA = question.bytes.readUInt16BE(question.bytes.length - 4) === 1;
    const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...OUTSIDE.split('.').map(Number)]);
    if (isA) header.writeUInt16BE(1, 6);
    socket.send(Buffer.concat([header, question.bytes, ...(isA ? [record] : [])]), port, address);
  });
  return once(socket.bind(53, '198.51.100.53'), 'listening');
}

function echo(): Promise<unknown> {
  const socket = createSocket('udp4');
  socket.on('message', (_, { port, address }) => socket.send(SECRET, port, address));
  return once(socket.bind(5353, '198.51.100.53'), 'listening');
}

async function run(command: readonly [string, ...string[]], environment: Record<string, string>, tool?: SandboxTool) {
  const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-inside-'));
  for (const name of ['home', 'tmp']) mkdirSync(join(folder, name));
  try {
    const { toolchains } = visibleTo({ environment, program: command[0], cwd });
    const view = { cwd, folder, shown: toolchains, caches: [], overlay: false };
    const sandbox = tool ? await startSandbox({ ...view, tool }) : undefined;
    await sandbox?.open([environment.ENDPOINT ?? '']);
    const ran = await runCommand({ command, cwd, environment, timeoutMs: 60_000, ...(sandbox && { sandbox }) });
    return { output: ran.output || `${ran.ending} ${ran.reason}`, stopped: sandbox?.attempts ?? [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const cwd = fileURLToPath(new URL('./escapes', import.meta.url));
ip('link', 'set', 'lo', 'up');
for (const address of ADDRESSES) ip('address', 'add', `${address}/32`, 'dev', 'lo');
ip('address', 'add', '2001:db8::7/128', 'dev', 'lo', 'nodad');
const resolver = join(HOME, 'resolv.conf');
writeFileSync(resolver, 'nameserver 198.51.100.53\noptions timeout:1 attempts:1\n');
execFileSync('mount', ['--bind', resolver, realpathSync('/etc/resolv.conf')]);
execFileSync('mount', ['-t', 'tmpfs', 'outside', '/run']);
mkdirSync(join(HOME, '.aws'));
writeFileSync(join(HOME, '.aws/credentials'), SECRET);
await Promise.all([
  ...[OUTSIDE, '2001:db8::7', '169.254.169.254', '169.254.170.2'].map((host) => answer({ host, port: 80 }, SECRET)),
  answer({ path: '/run/docker.sock' }, SECRET),
  answer({ path: '\0agent' }, SECRET),
  nameserver(),
  echo(),
]);
const endpoint = await answer({ host: '127.0.0.1', port: 0 }, 'the endpoint');
const environment = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  ENDPOINT: `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/`,
  UNIX_SOCKET: '/run/docker.sock',
  ABSTRACT_SOCKET: 'agent',
  CREDENTIALS: join(HOME, '.aws/credentials'),
};
const brought: Record<string, Brought> = {};
for (const [name, command] of Object.entries(JSON.parse(PROGRAMS) as Programs)) {
  const [bubblewrap, unshare, outside] = await Promise.all([
    TOOLS.includes('bubblewrap') ? run(command, environment, 'bubblewrap') : undefined,
    run(command, environment, 'unshare'),
    run(command, environment),
  ]);
  brought[name] = {
    ...(bubblewrap && { bubblewrap: bubblewrap.output }),
    unshare: unshare.output,
    environment: outside.output,
    stopped: {
      ...(bubblewrap && { bubblewrap: bubblewrap.stopped.map(describeAttempt) }),
      unshare: unshare.stopped.map(describeAttempt),
    },
  };
}
process.stdout.write(JSON.stringify(brought), () => process.exit());
