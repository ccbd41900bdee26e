import { randomInt } from 'node:crypto';
import type { Caller } from '../../protocol/service.ts';
import type { BegunJob, JobFault } from '../../sagemaker/life/job-fault.ts';
import { covers } from '../../text/wildcard.ts';
import { strikes } from './draw.ts';
import { type CallFaultOf, type Fault, isJobFault, type JobFaultOf, SLOWEST } from './fault.ts';
import { writeFault } from './grammar.ts';
import { isFor, type OperationPattern, parsePattern } from './pattern.ts';
import { FaultError, type FaultInput, readFaults } from './read.ts';

/**
 * A fault that is in force.
 * @example
 * ```ts
 * import type { ListedFault } from 'train-encrypt';
 *
 * const describe = ({ id, text, struck }: ListedFault) => `${id}: ${text}, ${struck} times`;
 * ```
 */
export interface ListedFault {
  readonly id: string;
  /** As the command line writes it, with the seed that is used. */
  readonly text: string;
  readonly fault: Fault;
  /** How many calls, or jobs, it matched so far. */
  readonly seen: number;
  readonly struck: number;
}

/** A fault that affected a call, for the journal. */
export interface Struck {
  readonly id: string;
  readonly text: string;
}

/** What the faults in force do to one call. */
export interface Strike {
  /** The faults, in order. */
  readonly by: readonly Struck[];
  /** Milliseconds by which the response is delayed. */
  readonly delayMs: number;
  /** What replaces the response; absent when it is only slow. */
  readonly ends?: Exclude<CallFaultOf, { fault: 'slow' }>;
}

export const NO_STRIKE: Strike = { by: [], delayMs: 0 };

interface Kept {
  readonly id: string;
  readonly text: string;
  readonly fault: Fault;
  readonly pattern: OperationPattern;
  seen: number;
  struck: number;
}

/** A limit, so that a client that adds faults in a loop does not fill the memory. */
const MOST = 1_000;

/**
 * The faults in force, tried in the order they were added. A call that one of them ends does not reach the next.
 * @example
 * ```ts
 * import { startHarness } from 'train-encrypt';
 *
 * await using harness = await startHarness();
 * const [fault] = harness.faults.add('CreateTrainingJob:throttle:times=2');
 * if (fault) harness.faults.remove(fault.id);
 * ```
 */
export class Faults {
  readonly #kept = new Map<string, Kept>();
  readonly #newSeed: () => number;
  #added = 0;

  constructor(newSeed: () => number = () => randomInt(1_000_000)) {
    this.#newSeed = newSeed;
  }

  /**
   * Adds one fault or several, or none of them when one is wrong.
   * @throws FaultError
   */
  add(input: FaultInput | readonly FaultInput[]): readonly ListedFault[] {
    return this.addUnread(input);
  }

  /** As `add`, for unchecked input: also `{ "faults": […] }`. */
  addUnread(input: unknown): readonly ListedFault[] {
    const faults = readFaults(input);
    if (this.#kept.size + faults.length > MOST) {
      throw new FaultError(`there can be ${MOST} faults at once; delete some before you add more`);
    }
    return faults.map((fault) => listed(this.#keep(fault)));
  }

  list(): readonly ListedFault[] {
    return [...this.#kept.values()].map(listed);
  }

  /** Whether there was one of this id. */
  remove(id: string): boolean {
    return this.#kept.delete(id);
  }

  /** How many there were. */
  clear(): number {
    const { size } = this.#kept;
    this.#kept.clear();
    return size;
  }

  /** The faults for a call; counts it. */
  strike({ caller, service, operation }: { caller: Caller; service: string; operation: string }): Strike {
    const by: Struck[] = [];
    let delayMs = 0;
    for (const kept of this.#kept.values()) {
      const { fault } = kept;
      if (isJobFault(fault) || !meant(kept, caller.account, service, operation) || !hits(kept)) continue;
      by.push({ id: kept.id, text: kept.text });
      if (fault.fault !== 'slow') return { by, delayMs, ends: fault };
      delayMs = Math.min(SLOWEST, delayMs + fault.ms);
    }
    return by.length === 0 ? NO_STRIKE : { by, delayMs };
  }

  /** The faults for a job that begins; counts it. */
  readonly jobFaultsOf = ({ account, operation, name }: BegunJob): readonly JobFault[] => {
    const jobFaults: JobFault[] = [];
    for (const kept of this.#kept.values()) {
      const { fault } = kept;
      if (!isJobFault(fault) || !meant(kept, account, 'sagemaker', operation)) continue;
      if (!covers(fault.job ?? '*', name) || !hits(kept)) continue;
      jobFaults.push(jobFault(kept.id, fault));
      // An interrupted job goes on; a failed one has no further faults.
      if (fault.fault !== 'interrupt') break;
    }
    return jobFaults;
  };

  #keep(read: Fault): Kept {
    this.#added += 1;
    const fault = read.chance === undefined ? read : { ...read, seed: read.seed ?? this.#newSeed() };
    const kept: Kept = {
      id: `fault-${this.#added}`,
      text: writeFault(fault),
      fault,
      pattern: parsePattern(fault.operation),
      seen: 0,
      struck: 0,
    };
    this.#kept.set(kept.id, kept);
    return kept;
  }
}

function meant({ fault, pattern }: Kept, account: string, service: string, operation: string): boolean {
  return (fault.account ?? account) === account && isFor(pattern, service, operation);
}

/** Counts a call, and whether the fault affects it. */
function hits(kept: Kept): boolean {
  kept.seen += 1;
  const hit = strikes(kept.fault, kept);
  if (hit) kept.struck += 1;
  return hit;
}

function listed({ id, text, fault, seen, struck }: Kept): ListedFault {
  return { id, text, fault, seen, struck };
}

/** Observed in `FailureReason`; SDKs look for its first word. */
const NO_CAPACITY =
  'CapacityError: Unable to provision requested ML compute capacity. Please retry using a different ML instance type.';

function jobFault(id: string, fault: JobFaultOf): JobFault {
  const at = 'at' in fault ? (fault.at ?? 0.5) : 0.5;
  switch (fault.fault) {
    case 'capacity':
      return { kind: 'capacity', reason: fault.reason ?? NO_CAPACITY };
    case 'fail': {
      const done = `${Math.round(at * 100)} % of its training`;
      const reason = fault.reason ?? `AlgorithmError: train-encrypt made this job fail after ${done}, as ${id} asks`;
      return { kind: 'fail', at, reason };
    }
    case 'interrupt':
      return { kind: 'interrupt', at };
  }
}
