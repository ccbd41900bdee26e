import pc from 'picocolors';
import { type ChosenEngine, chooseEngine } from '../engines/choice.ts';
import type { Engine } from '../engines/engine.ts';
import type { EngineProgress } from '../engines/progress.ts';
import { type EngineOptions, startEngine } from '../engines/start.ts';
import type { AppliedWorkaround } from '../engines/workarounds/index.ts';
import type { EngineFlags } from './options.ts';

/**
 * Starts the engine of the flags. Prints on standard error how far it has come and, for `auto`, which one it is and why.
 * Rejects with a `Failure` when it cannot start.
 */
export async function engineFor(flags: EngineFlags, options: EngineOptions = {}): Promise<Engine> {
  const chosen = await chooseEngine(flags);
  if (chosen.why !== undefined) printChoice(chosen);
  const { ec2Endpoint, reuse } = chosen;
  return startEngine(chosen.engine, { ec2Endpoint, reuse, progress: printer(), ...options });
}

function printChoice({ engine, why }: ChosenEngine): void {
  process.stderr.write(`train-encrypt: --engine auto is ${engine} here: ${why}\n`);
}

/** One line for a workaround that was applied to the engine's answers. */
export function describeWorkaround({ id, defect, operation, account }: AppliedWorkaround): string {
  return pc.dim(`adjusted  ${operation} of account ${account}: ${id}, ${defect}`);
}

/** Rewrites one line on a terminal; elsewhere it writes a line whenever the phase changes. */
function printer(): (progress: EngineProgress) => void {
  let last: EngineProgress['phase'] | undefined;
  return (progress) => {
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\u001b[2Ktrain-encrypt: ${progress.text}${progress.phase === 'ready' ? '\n' : ''}`);
    } else if (progress.phase !== last) {
      process.stderr.write(`train-encrypt: ${progress.text}\n`);
    }
    last = progress.phase;
  };
}
