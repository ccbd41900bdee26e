import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../failure.ts';
import { findSystemTool } from '../run/startable.ts';
import { isWithin } from './mounts.ts';
import { explain, obstacle } from './obstacles.ts';
import { homes } from './plan.ts';
import { projectOf } from './project.ts';
import { startSandbox } from './sandbox.ts';
import type { EnvironmentIsolation, Isolation, IsolationChoice, SandboxTool } from './types.ts';

/**
 * What can be in force for commands in this folder. Tried once for each process, by building a sandbox.
 * Rejects with a `Failure` (exit code 3) where the kernel is asked for and cannot be had.
 */
export async function chooseIsolation(choice: IsolationChoice, cwd: string): Promise<Isolation> {
  if (choice === 'environment') return { kind: 'environment', reason: 'isolation by the kernel was switched off' };
  probed ??= probe();
  const possible = homeAsProject(cwd) ?? (await probed);
  if (choice === 'kernel' && possible.kind === 'environment') throw notToBeHad(possible);
  return possible;
}

/** Fails with exit code 3: the machine does not allow what was asked for. */
export function notToBeHad({ reason, fix }: EnvironmentIsolation): Failure {
  const way = fix === undefined ? 'Run it elsewhere, or' : `To allow it: ${fix}. Or`;
  return new Failure(`isolation by the kernel cannot be had: ${reason}. ${way} give --isolation environment.`, {
    exitCode: 3,
  });
}

let probed: Promise<Isolation> | undefined;

async function probe(): Promise<Isolation> {
  const known = obstacle();
  if (known !== undefined) return known;
  if (findSystemTool('bwrap') !== undefined) {
    // Where a system lets bwrap make namespaces without rights in them, util-linux may still do.
    const isolation = await triedWith('bubblewrap').catch(() => undefined);
    if (isolation !== undefined) return isolation;
  }
  return triedWith('unshare').catch((error: Error) => explain(error.message));
}

/** Overlays need Linux 5.11, and a file system below the folder of the run that can hold them. */
async function triedWith(tool: SandboxTool): Promise<Isolation> {
  try {
    return await tried(tool, true);
  } catch (error) {
    return tried(tool, false).catch(() => Promise.reject(error));
  }
}

async function tried(tool: SandboxTool, overlay: boolean): Promise<Isolation> {
  const folder = await mkdtemp(join(tmpdir(), 'train-encrypt-probe-'));
  try {
    await using sandbox = await startSandbox({
      cwd: folder,
      folder,
      shown: [],
      caches: [],
      overlay,
      tool,
      tried: overlay ? ['/usr/share'] : [],
    });
    return { kind: 'kernel', tool, recorded: sandbox.recorded, overlay };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A home cannot be hidden from a command that works in it. */
function homeAsProject(cwd: string): EnvironmentIsolation | undefined {
  let project: string;
  try {
    project = projectOf(cwd);
  } catch {
    // It is not there: the start says so.
    return undefined;
  }
  if (process.platform !== 'linux' || ![...homes(), '/home', '/run'].some((home) => isWithin(home, project)))
    return undefined;
  return {
    kind: 'environment',
    reason: `the command works in ${project}, which holds what isolation hides`,
    fix: 'keep the command in a folder or repository of its own',
  };
}
