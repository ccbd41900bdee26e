/**
 * The first process of a sandbox: builds it from within, listens for the harness, and runs the command without any
 * capability. Whatever ends it, or cuts it off from the harness, ends every process of the sandbox: it is process 1 of
 * their namespace. https://man7.org/linux/man-pages/man7/pid_namespaces.7.html
 */
import { type SendHandle, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { whyNotStartable } from '../run/startable.ts';
import type { FromSandbox, ToSandbox, User } from './messages.ts';

const TOOLS = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };

/** Turns the prepared mounts into the root of this namespace, and forgets the former one. */
const BUILD = `
mount --rbind / "$1"
mount -a -T "$2"
cd "$1"
pivot_root . .
umount -l .
`;

const INTERFACE_UP = `
mount -t sysfs train-encrypt "$1"
echo 0x9 > "$1/class/net/lo/flags"
umount "$1"
`;

/** A way for every address, so that packets reach the filter and are counted there. */
const ROUTES = `
link set lo up
route add 0.0.0.0/0 dev lo src 127.0.0.1
route add ::/0 dev lo
`;

/** Not by the PATH of the command, which may have none. */
const tool = (name: string): string =>
  TOOLS.PATH.split(':')
    .map((folder) => `${folder}/${name}`)
    .find(existsSync) ?? name;

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(program: string, args: readonly string[], input = ''): Promise<Ran> {
  const child = spawn(program, args, { env: TOOLS, stdio: ['pipe', 'pipe', 'pipe'] });
  const printed = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    printed.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    printed.stderr += chunk;
  });
  // It may end without having read.
  child.stdin.on('error', () => undefined).end(input);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, ...printed };
  } catch (error) {
    return { code: null, stdout: '', stderr: (error as Error).message };
  }
}

function tell(message: FromSandbox, handle?: SendHandle): Promise<void> {
  return new Promise((resolve) => {
    // The harness may have gone; then `disconnect` follows.
    process.send?.(message, handle, {}, () => resolve());
  });
}

let recorded = false;

async function build({ root, fstab, sysfs, rules }: Extract<ToSandbox, { kind: 'build' }>): Promise<void> {
  const [built, routed, filtered] = await Promise.all([
    root === undefined ? run(tool('mount'), ['-a', '-T', fstab]) : run('sh', ['-ec', BUILD, 'sh', root, fstab]),
    run('ip', ['-force', '-batch', '-'], ROUTES),
    run('nft', ['-f', '-'], rules),
  ]);
  if (built.code !== 0) return tell({ kind: 'failed', reason: firstLine(built.stderr) });
  recorded = routed.code !== null && filtered.code === 0;
  if (routed.code === null) {
    const up = await run('sh', ['-ec', INTERFACE_UP, 'sh', sysfs]);
    if (up.code !== 0) return tell({ kind: 'failed', reason: firstLine(up.stderr) });
  }
  await tell({ kind: 'built', recorded });
}

const firstLine = (text: string): string => text.trim().split('\n', 1)[0] || 'its mounts failed without a reason';

async function listen(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    const server = createServer();
    await once(server.listen(port, '127.0.0.1', 1024), 'listening');
    await tell({ kind: 'port', port }, server);
    // The harness alone accepts.
    server.close();
  }
  const resolver = createSocket('udp4');
  resolver.bind(53, '127.0.0.1');
  await once(resolver, 'listening');
  await tell({ kind: 'resolver' }, resolver);
  resolver.close();
  await tell({ kind: 'listening' });
}

/** Without capabilities, and without a way to get any: neither by a program of root's nor as the owner of files. */
function unprivileged({ uid, gid }: User): readonly string[] {
  const setpriv = [tool('setpriv'), '--no-new-privs'];
  if (uid === 0) return [...setpriv, '--bounding-set=-all', '--inh-caps=-all', '--'];
  return [tool('unshare'), '--user', `--map-user=${uid}`, `--map-group=${gid}`, '--', ...setpriv, '--'];
}

async function start({
  start: { command, cwd, environment },
  user,
}: Extract<ToSandbox, { kind: 'run' }>): Promise<void> {
  const reason = whyNotStartable({ command, cwd, environment });
  if (reason !== undefined) return tell({ kind: 'not started', reason });
  const [first = '', ...rest] = [...unprivileged(user), ...command];
  // A session of its own: a command that ends its group does not mean this process.
  const child = spawn(first, rest, {
    cwd,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  child.once('error', (error: NodeJS.ErrnoException) =>
    tell({ kind: 'not started', reason: error.code ?? error.message }),
  );
  child.once('spawn', () => tell({ kind: 'started' }));
  child.once('exit', (code, signal) => tell({ kind: 'ended', code, signal }));
}

async function attempts(): Promise<void> {
  const { stdout } = recorded ? await run('nft', ['--json', 'list', 'sets']) : { stdout: '' };
  await tell({ kind: 'attempts', listed: stdout });
}

function obey(message: ToSandbox): Promise<void> {
  switch (message.kind) {
    case 'build':
      return build(message);
    case 'listen':
      return listen(message.ports);
    case 'run':
      return start(message);
    case 'attempts':
      return attempts();
  }
}

process.on('message', (message: ToSandbox) => {
  obey(message).catch((error: Error) => tell({ kind: 'failed', reason: error.message }));
});
process.on('disconnect', () => process.exit());
