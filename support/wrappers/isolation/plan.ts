import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { packageRoot } from '../../package.ts';
import {
  below,
  fileSystemLine,
  isTellable,
  isWithin,
  type Mount,
  makePlace,
  mountLine,
  readable,
  readOnlyLines,
  unixSockets,
} from './mounts.ts';
import { COVERED, DEVICES, READ_ONLY_PROC } from './places.ts';
import { projectOf } from './project.ts';
import type { SandboxTool } from './types.ts';

/** What a sandbox is to show. */
export interface View {
  /** Absolute: where the command runs. Its repository can be written. */
  readonly cwd: string;
  /** Absolute: the folder of the run. It has `home` and `tmp`, which take the place of the real ones. */
  readonly folder: string;
  /** Absolute paths that can be read: toolchains, and files of the home that were named. */
  readonly shown: readonly string[];
  /** Absolute paths of caches. */
  readonly caches: readonly string[];
  /** Caches can be written, and what is written is dropped. Otherwise they are read-only. */
  readonly overlay: boolean;
  /** Folders that are overlaid only to see whether that is possible. */
  readonly tried?: readonly string[];
  /** Default: unshare. */
  readonly tool?: SandboxTool;
}

/** How a sandbox is built. */
export interface SandboxPlan {
  /** The root to be, within the folder of the run. Absent where it is there before anything of the harness runs in it. */
  readonly root?: string;
  /** A file as mount(8) reads it: fstab(5). Everything, or what is left to do within. */
  readonly fstab: string;
  /** An empty folder in which sysfs can be mounted for a moment. */
  readonly sysfs: string;
  /** Options for bwrap(1); none for unshare. */
  readonly options: readonly string[];
}

/** A folder of the run that takes the place of one of this machine's. */
interface Cover {
  readonly target: string;
  readonly source: string;
}

export const RESOLVER = 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n';

/** What bwrap(1) starts within, where homes and temporary folders are covered already: Node, and init.ts with what it imports. */
const FIRST_PROCESS = [process.execPath, join(import.meta.dirname, '..'), join(packageRoot, 'package.json')];

/**
 * Prepares the folders of a sandbox and writes what is mounted where. Everything of this machine can be read, except
 * homes, temporary folders, sockets and devices; nothing can be written but the project and the folder of the run.
 * Throws when a folder cannot be made.
 */
export function planSandbox(view: View): SandboxPlan {
  const own = join(view.folder, 'sandbox');
  const root = join(own, 'root');
  const sysfs = join(own, 'sysfs');
  const scratch = join(own, 'overlays');
  for (const folder of [root, sysfs, scratch]) mkdirSync(folder, { recursive: true });
  const covers = coversOf(view.folder, own);
  const coverOf = (path: string) => covers.findLast(({ target }) => isWithin(path, target));
  const isCovered = (path: string): boolean => coverOf(path) !== undefined;

  const project = projectOf(view.cwd);
  const writable = [project, view.folder];
  const wanted: Mount[] = writable.map((path) => ({ target: path, source: path, access: 'write' }));
  const add = (path: string, access: Mount['access']) => {
    const source = readable(path);
    if (source === undefined || !isCovered(path) || writable.some((folder) => isWithin(path, folder))) return;
    if (wanted.some(({ target }) => target === path) || holdsCover(path, covers)) return;
    wanted.push({ target: path, source, access });
    // A link within a home leads to where it really is.
    if (source !== path && isCovered(source)) add(source, access);
  };
  for (const path of [...view.shown, ...(view.tool === 'bubblewrap' ? FIRST_PROCESS : [])]) add(path, 'read');
  for (const path of view.caches) add(path, view.overlay ? 'overlay' : 'read');

  // What lies in a folder that is shown is there with it, links as links: nothing can be mounted on those.
  const isThere = ({ target, access }: Mount): boolean =>
    access === 'read' &&
    wanted.some((other) => other.target !== target && other.source === other.target && isWithin(target, other.target));
  const bound = wanted.filter((mount) => !isThere(mount));

  const isBound = (path: string) => bound.some(({ target }) => isWithin(path, target));
  const empty = join(own, 'empty');
  writeFileSync(empty, '');
  // By their real paths: /var/run leads to /run, which is covered.
  for (const socket of new Set(unixSockets().flatMap((path) => readable(path) ?? []))) {
    if ((isBound(socket) || !isCovered(socket)) && !isWithin(socket, view.folder)) {
      bound.push({ target: socket, source: empty, access: 'read' });
    }
  }
  const resolver = readable('/etc/resolv.conf');
  if (resolver !== undefined) {
    const file = join(own, 'resolv.conf');
    writeFileSync(file, RESOLVER);
    bound.push({ target: resolver, source: file, access: 'read' });
  }

  for (const path of view.tried ?? []) bound.push({ target: path, source: path, access: 'overlay' });

  const mounts: Mount[] = [...covers.map((cover): Mount => ({ ...cover, access: 'write' })), ...bound]
    .filter(({ target, source }) => isTellable(target) && isTellable(source))
    .sort((one, other) => one.target.length - other.target.length);
  for (const { target, source } of mounts) makePlaceFor(target, source, covers);
  const { lines, options } =
    view.tool === 'bubblewrap'
      ? forBubblewrap(mounts, scratch)
      : { lines: forUnshare(mounts, own, root, isCovered), options: [] };
  const fstab = join(own, 'fstab');
  writeFileSync(fstab, `${lines.join('\n')}\n`);
  return { ...(view.tool !== 'bubblewrap' && { root }), fstab, sysfs, options };
}

/** Every mount, by mount(8), in the order of the lines. */
function forUnshare(
  mounts: readonly Mount[],
  own: string,
  root: string,
  isCovered: (path: string) => boolean,
): readonly string[] {
  const hidden = (path: string) => isCovered(path) || ['/dev', '/proc', '/sys'].some((other) => isWithin(path, other));
  return [
    ...readOnlyLines(readFileSync('/proc/self/mountinfo', 'utf8'), root, hidden),
    ...mounts.map((mount, index) => mountLine(mount, root, join(own, 'overlays'), index)),
    ...deviceLines(own, root),
    fileSystemLine('proc', '/proc', root, 'nosuid,nodev,noexec'),
    ...readOnlyProcLines(root),
    fileSystemLine('sysfs', '/sys', root, 'ro,nosuid,nodev,noexec'),
  ];
}

/** bwrap(1) binds, and makes /dev and /proc; what it has no option for, or only in its latest releases, is left to do within. */
function forBubblewrap(
  mounts: readonly Mount[],
  scratch: string,
): { readonly lines: readonly string[]; readonly options: readonly string[] } {
  return {
    options: [
      ...['--ro-bind', '/', '/'],
      ...mounts.flatMap(({ source, target, access }) => [access === 'write' ? '--bind' : '--ro-bind', source, target]),
      ...['--dev', '/dev', '--proc', '/proc'],
    ],
    lines: [
      // What is to lie below an overlay is bound to its place already: outside it is covered now.
      ...mounts.flatMap((mount, index) =>
        mount.access === 'overlay' ? [mountLine({ ...mount, source: mount.target }, '/', scratch, index)] : [],
      ),
      ...readOnlyProcLines('/'),
      fileSystemLine('sysfs', '/sys', '/', 'ro,nosuid,nodev,noexec'),
    ],
  };
}

const readOnlyProcLines = (root: string): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => (READ_ONLY_PROC as readonly string[]).includes(name))
    .map((name) => mountLine(readOnlyProc(root, name), root, '', 0));

/** The real paths of the homes of the caller: by the environment, and by the system's list of users. */
export function homes(): readonly string[] {
  const both = [homedir(), userInfo().homedir].filter((path) => isAbsolute(path) && path !== '/');
  return [...new Set(both.flatMap((path) => readable(path) ?? []))];
}

function coversOf(folder: string, own: string): readonly Cover[] {
  const sources = new Map<string, string>();
  for (const [index, { path }] of COVERED.entries()) {
    const real = readable(path);
    const source = path.endsWith('/tmp') ? join(folder, 'tmp') : join(own, 'covers', String(index));
    if (real !== undefined && !sources.has(real)) sources.set(real, source);
  }
  for (const home of homes()) sources.set(home, join(folder, 'home'));
  const covers = [...sources].map(([target, source]) => ({ target, source }));
  for (const { source } of covers) mkdirSync(source, { recursive: true });
  return covers.sort((one, other) => one.target.length - other.target.length);
}

const holdsCover = (path: string, covers: readonly Cover[]) => covers.some(({ target }) => isWithin(target, path));

/** Within a cover there is nothing yet to mount on. */
function makePlaceFor(target: string, source: string, covers: readonly Cover[]): void {
  const cover = covers.findLast((one) => one.target !== target && isWithin(target, one.target));
  if (cover !== undefined) makePlace(join(cover.source, relative(cover.target, target)), source);
}

const readOnlyProc = (root: string, name: string): Mount => ({
  target: `/proc/${name}`,
  // Of the process table within, not of the one outside.
  source: below(root, `/proc/${name}`),
  access: 'read',
});

/** Few devices: root may read and write the disks of this machine by theirs. */
function deviceLines(own: string, root: string): readonly string[] {
  const folder = join(own, 'dev');
  for (const name of ['shm', 'pts']) mkdirSync(join(folder, name), { recursive: true });
  const links = { fd: '/proc/self/fd', stdin: 'fd/0', stdout: 'fd/1', stderr: 'fd/2', ptmx: 'pts/ptmx' };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(folder, name));
  const devices = DEVICES.filter((name) => readable(`/dev/${name}`) !== undefined || name === 'tty');
  for (const name of devices) writeFileSync(join(folder, name), '');
  const bind = (source: string, target: string): string =>
    mountLine({ target, source, access: 'write' }, root, dirname(folder), 0);
  return [
    bind(folder, '/dev'),
    ...devices.map((name) => bind(`/dev/${name}`, `/dev/${name}`)),
    fileSystemLine('tmpfs', '/dev/shm', root, 'nosuid,nodev,mode=1777'),
    fileSystemLine('devpts', '/dev/pts', root, 'nosuid,noexec,newinstance,ptmxmode=0666,mode=620'),
  ];
}
