import { accessSync, constants, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A place in a sandbox and what is there. Paths are absolute. */
export interface Mount {
  readonly target: string;
  readonly source: string;
  /** `overlay`: can be written, and what is written goes to a folder of the run. */
  readonly access: 'read' | 'write' | 'overlay';
}

/** What cannot be told to mount(8) in a file as fstab(5) wants it. */
const UNTELLABLE = /[\n\r]/;
/** What has a meaning of its own in the options of an overlay. */
const NOT_IN_OPTIONS = /[,:\\"]/;

const encoded = (path: string): string =>
  path.replace(/[\\ \t#]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);

const line = (source: string, target: string, type: string, options: string): string =>
  `${encoded(source)} ${encoded(target)} ${type} ${options} 0 0`;

/**
 * Every mount of this machine read-only, below `root`. Flags that are set stay: the kernel refuses to take them off.
 * @param mountinfo as in /proc/self/mountinfo: https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
 */
export function readOnlyLines(mountinfo: string, root: string, hidden: (path: string) => boolean): readonly string[] {
  const options = new Map<string, string>();
  for (const row of mountinfo.split('\n')) {
    const [, , , , point, flags] = row.split(' ');
    if (point !== undefined && flags !== undefined) options.set(decoded(point), flags);
  }
  return [...options].flatMap(([point, flags]) => {
    const set = flags.split(',');
    if (set.includes('ro') || hidden(point)) return [];
    const kept = set.filter((flag) => flag !== 'rw');
    return [line('none', below(root, point), 'none', ['remount,bind,ro', ...kept].join(','))];
  });
}

const decoded = (field: string): string =>
  field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

export const below = (root: string, path: string): string => {
  if (root === '/') return path;
  return path === '/' ? root : `${root}${path}`;
};

/** @param scratch a folder of the run, for what is written into overlays */
export function mountLine({ target, source, access }: Mount, root: string, scratch: string, index: number): string {
  const to = below(root, target);
  if (access !== 'overlay' || NOT_IN_OPTIONS.test(`${source}${scratch}`)) {
    return line(source, to, 'none', access === 'write' ? 'bind' : 'bind,ro');
  }
  const [upper, work] = [join(scratch, `${index}-written`), join(scratch, `${index}-work`)];
  for (const folder of [upper, work]) mkdirSync(folder, { recursive: true });
  const options = [`lowerdir=${source}`, `upperdir=${upper}`, `workdir=${work}`, 'userxattr'].map(encoded);
  // A source that mount(8) knows as mounted already would be left out.
  return line(`train-encrypt-${index}`, to, 'overlay', options.join(','));
}

export const fileSystemLine = (type: string, target: string, root: string, options: string): string =>
  line(`train-encrypt-${type}`, below(root, target), type, options);

export const isTellable = (path: string): boolean => !UNTELLABLE.test(path);

/** Whether one path is another one or lies within it. */
export const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);

/** The real path of what is there and may be read; `undefined` of what is not. */
export function readable(path: string): string | undefined {
  try {
    accessSync(path, statSync(path).isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK);
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** Makes an empty place of the kind of `source` to mount it on. */
export function makePlace(path: string, source: string): void {
  if (statSync(source).isDirectory()) mkdirSync(path, { recursive: true });
  else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '', { flag: 'a' });
  }
}

/** Paths of Unix sockets that this machine's processes listen on: https://man7.org/linux/man-pages/man5/proc_net.5.html */
export function unixSockets(table = readFileSync('/proc/net/unix', 'utf8')): readonly string[] {
  return [...new Set(table.split('\n').flatMap((row) => /\s(\/.*)$/.exec(row)?.[1] ?? []))];
}
