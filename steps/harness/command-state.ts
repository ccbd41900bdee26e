import { mkdtemp } from 'node:fs/promises';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScenarioWorld } from '../rules/world.ts';
import type { Finished, Running } from './command.ts';
import type { Between } from './forgetful-endpoint.ts';
import type { RefusingProxy } from './refusing-proxy.ts';

/** What a scenario that runs commands keeps beside the ordinary world. */
export interface CommandState {
  folder?: string;
  finished?: Finished;
  serving?: Running;
  listener?: Server;
  port?: number;
  proxy?: RefusingProxy;
  /** What stands between the program under test and the endpoint, if anything does. */
  between?: Between;
}

const states = new WeakMap<ScenarioWorld, CommandState>();

export function stateOf(world: ScenarioWorld): CommandState {
  const state = states.get(world) ?? {};
  states.set(world, state);
  return state;
}

/** A folder of the scenario's own, removed after it. */
export async function folderOf(world: ScenarioWorld): Promise<string> {
  const state = stateOf(world);
  state.folder ??= await mkdtemp(join(tmpdir(), 'train-encrypt-scenario-'));
  return state.folder;
}

export function finishedOf(world: ScenarioWorld): Finished {
  const { finished } = stateOf(world);
  if (!finished) throw new Error('no command has ended in this scenario');
  return finished;
}

export function servingOf(world: ScenarioWorld): Running {
  const { serving } = stateOf(world);
  if (!serving) throw new Error('nothing serves in this scenario');
  return serving;
}

/** The environment lines that `serve` prints for pasting. */
export function pastedEnvironment(serving: Running): Record<string, string> {
  return Object.fromEntries(
    [...serving.output.matchAll(/export ([A-Z0-9_]+)=(\S+)/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
}
