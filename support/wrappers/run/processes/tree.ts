import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { processTable } from './index.ts';
import { send } from './signal.ts';
import type { Mark, ProcessRow, ProcessTable } from './table.ts';

/** Milliseconds between looks at a running tree: seldom where its processes carry a limit that they cannot lose. */
const SAMPLE_MS = { limit: 1_000, variable: 250 } as const;
/** Milliseconds between looks at an ending one. */
const POLL_MS = 20;
/** Milliseconds that SIGKILL gets: a process in a system call of its disk ends late. */
const KILL_MS = 5_000;

/** A process and all that come of it, whatever parent, group, session or environment they take. */
export interface Tree extends Disposable {
  /** Those that are running. */
  running(): readonly ProcessRow[];
  /**
   * SIGTERM to all; after `graceMs` SIGKILL to what is left. Resolves when none is running, with those that still are
   * when even SIGKILL did not help.
   */
  end(graceMs: number): Promise<readonly ProcessRow[]>;
}

/**
 * Watches the tree of `root`, a process just started that leads a session of its own, until it is disposed of. Should
 * this process exit before, it takes the tree with it.
 */
export function watchTree(root: number, mark: Mark, table = processTable()): Tree {
  return table === undefined ? new WindowsTree(root) : new PosixTree(root, mark, table);
}

/** One listener for all: Node warns of more than ten. */
const watched = new Set<PosixTree>();

function killWatched(): void {
  for (const tree of watched) tree.kill();
}

class PosixTree implements Tree {
  readonly #root: number;
  readonly #mark: Mark;
  readonly #table: ProcessTable;
  readonly #timer: NodeJS.Timeout;
  readonly #rootStarted: number | undefined;
  /** Those found by the last look, by pid. */
  #known = new Map<number, ProcessRow>();

  constructor(root: number, mark: Mark, table: ProcessTable) {
    this.#root = root;
    this.#mark = mark;
    this.#table = table;
    this.#rootStarted = table.startOf(root);
    this.#timer = setInterval(() => this.running(), SAMPLE_MS[mark.limit === undefined ? 'variable' : 'limit']);
    this.#timer.unref();
    if (watched.size === 0) process.on('exit', killWatched);
    watched.add(this);
    this.running();
  }

  running(): readonly ProcessRow[] {
    const rows = this.#table.list();
    const ours = new Map<number, ProcessRow>();
    for (const row of rows) if (this.#isKnown(row)) ours.set(row.pid, row);
    const others = rows.filter((row) => !ours.has(row.pid) && row.started >= (this.#rootStarted ?? 0));
    for (const row of this.#table.marked(others, this.#mark)) ours.set(row.pid, row);
    addRelatives(ours, others, this.#groups(rows));
    ours.delete(process.pid);
    this.#known = ours;
    return [...ours.values()];
  }

  async end(graceMs: number): Promise<readonly ProcessRow[]> {
    const told = new Set<string>();
    let left = this.running();
    const deadline = performance.now() + graceMs;
    while (left.length > 0 && performance.now() < deadline) {
      for (const row of left) {
        if (told.has(identity(row)) || this.#table.startOf(row.pid) !== row.started) continue;
        told.add(identity(row));
        send(row.pid, 'SIGTERM');
        // One that is stopped answers only once it goes on.
        send(row.pid, 'SIGCONT');
      }
      await sleep(Math.min(POLL_MS, Math.max(1, deadline - performance.now())));
      left = this.running();
    }
    const lastTry = performance.now() + KILL_MS;
    while (left.length > 0 && performance.now() < lastTry) {
      this.#killGroups(left);
      await sleep(POLL_MS);
      left = this.running();
    }
    return left;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    watched.delete(this);
    if (watched.size === 0) process.off('exit', killWatched);
  }

  /** At once, whatever it is in the midst of. */
  kill(): void {
    this.#killGroups(this.running());
  }

  #isKnown({ pid, started }: ProcessRow): boolean {
    return pid === this.#root ? started === this.#rootStarted : this.#known.get(pid)?.started === started;
  }

  /** Groups and sessions that are ours. One that has no member left may be somebody else's by now. */
  #groups(rows: readonly ProcessRow[]): Set<number> {
    const groups = new Set([this.#root]);
    for (const { group, session } of this.#known.values()) groups.add(group).add(session);
    for (const row of rows) {
      if (groups.has(row.pid) && !this.#isKnown(row)) groups.delete(row.pid);
      // A tree never takes in whoever runs it.
      if (row.pid === process.pid) for (const own of [row.group, row.session]) groups.delete(own);
    }
    return groups;
  }

  /** Whole groups at once: their members cannot fork faster than they are ended. */
  #killGroups(rows: readonly ProcessRow[]): void {
    const groups = new Set<number>();
    for (const { pid, group, started } of rows) {
      if (groups.has(group) || this.#table.startOf(pid) !== started) continue;
      groups.add(group);
      send(-group, 'SIGKILL');
    }
  }
}

/** Children of what is ours, members of its groups and sessions, and what comes of those. */
function addRelatives(ours: Map<number, ProcessRow>, rows: readonly ProcessRow[], groups: Set<number>): void {
  for (const { group, session } of ours.values()) groups.add(group).add(session);
  let before: number;
  do {
    before = ours.size;
    for (const row of rows) {
      if (ours.has(row.pid)) continue;
      const parent = ours.get(row.parent);
      const child = parent !== undefined && parent.started <= row.started;
      if (!child && !groups.has(row.session) && !groups.has(row.group)) continue;
      ours.set(row.pid, row);
      groups.add(row.group).add(row.session);
    }
  } while (ours.size > before);
}

const identity = ({ pid, started }: ProcessRow): string => `${pid} ${started}`;

/** Windows keeps neither groups nor sessions; taskkill walks the tree while its root is there. */
class WindowsTree implements Tree {
  readonly #root: number;

  constructor(root: number) {
    this.#root = root;
  }

  running(): readonly ProcessRow[] {
    return [];
  }

  async end(): Promise<readonly ProcessRow[]> {
    await execa('taskkill', ['/pid', String(this.#root), '/T', '/F'], { reject: false, stdin: 'ignore' });
    return [];
  }

  [Symbol.dispose](): void {}
}
