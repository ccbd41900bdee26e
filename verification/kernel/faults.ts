import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from '../../support/failure.ts';
import type { Network } from '../../support/network/model.ts';
import type { Reachability } from '../../support/network/reachability.ts';
import { type Mutation, mutated } from '../mutations/mutation.ts';
import { type Answer, answerOf, differences } from './answer.ts';

/** A network, and what a kernel made of it. */
export interface Known {
  readonly network: Network;
  readonly kernel: Answer;
}

export interface Tried {
  readonly fault: Mutation;
  /** Networks of which the faulty code says something else than the kernel; none: nobody noticed. */
  readonly noticedBy: number;
}

/**
 * Plants each fault in a copy of the reachability code and compares what it says of the networks with what a kernel said.
 * @throws Failure (exit code 3) when a fault no longer fits the code, or breaks it so that it cannot be run
 */
export async function plant(
  root: string,
  faults: readonly Mutation[],
  known: readonly Known[],
): Promise<readonly Tried[]> {
  const sources = new Map(faults.map(({ file }) => [file, readFileSync(join(root, file), 'utf8')]));
  const texts = faults.map((fault) => mutated(sources.get(fault.file) ?? '', fault));
  using folder = new Folder();
  const tried: Tried[] = [];
  for (const [index, fault] of faults.entries()) {
    const copy = join(folder.path, String(index));
    copyWith(root, copy, fault.file, texts[index] ?? '');
    const judge = await judgeOf(copy, fault);
    const noticed = known.filter(({ network, kernel }) => differences(answerOf(judge(network)), kernel).length > 0);
    tried.push({ fault, noticedBy: noticed.length });
  }
  return tried;
}

class Folder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'train-encrypt-kernel-'));

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A checkout with a copy of support/network that has the faulty file; all else in it is a link. */
function copyWith(root: string, copy: string, file: string, text: string): void {
  mkdirSync(join(copy, 'support'), { recursive: true });
  for (const linked of ['package.json', 'node_modules']) symlinkSync(join(root, linked), join(copy, linked));
  for (const room of readdirSync(join(root, 'support'))) {
    if (room === 'network') cpSync(join(root, 'support', room), join(copy, 'support', room), { recursive: true });
    else symlinkSync(join(root, 'support', room), join(copy, 'support', room));
  }
  writeFileSync(join(copy, file), text);
}

async function judgeOf(folder: string, { name }: Mutation): Promise<(network: Network) => Reachability> {
  try {
    const { reachability } = (await import(pathToFileURL(join(folder, 'support/network/reachability.ts')).href)) as {
      readonly reachability: (network: Network) => Reachability;
    };
    return reachability;
  } catch (error) {
    const message = `the code with the fault "${name}" cannot be run: ${(error as Error).message}`;
    throw new Failure(message, { exitCode: 3, cause: error });
  }
}
