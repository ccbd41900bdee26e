import type { EC2Client } from '@aws-sdk/client-ec2';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Engine, EngineName, EngineReference } from './engines/engine.ts';
import { EngineClients } from './engines/engine-client.ts';
import { ENGINE_NAMES, type EngineOptions, startEngine } from './engines/start.ts';
import { Failure } from './failure.ts';
import type { Faults } from './gateway/faults/faults.ts';
import type { FaultInput } from './gateway/faults/read.ts';
import { type Gateway, type Journal, type JournalEntry, startGateway } from './gateway/index.ts';
import type { JournalRing } from './gateway/journal.ts';
import type { Content } from './gateway/pages/content.ts';
import type { Pages } from './gateway/pages/introspection.ts';
import { jobAddress } from './gateway/pages/jobs.ts';
import { Clients, DEFAULT_REGION, environmentOf, newAccountId } from './harness/account.ts';
import { Clocks } from './harness/clocks.ts';
import { faultsOf } from './harness/faults.ts';
import { pagesOf } from './harness/pages.ts';
import { resetAll } from './harness/reset.ts';
import type { RuleOptions, RulesMode, Verdict } from './rules/types.ts';
import { createSageMaker, type JobRecord, type SageMaker } from './sagemaker/index.ts';
import { readPolicy } from './sagemaker/policy/read.ts';
import type { PolicyDocument } from './sagemaker/policy/types.ts';

/**
 * How a harness is started. Everything has a default.
 * @example
 * ```ts
 * import type { HarnessOptions } from 'train-encrypt';
 *
 * const options: HarnessOptions = { rules: 'observed', strict: true, time: 'instant' };
 * ```
 */
export interface HarnessOptions {
  /** Default `embedded`. A reference connects to an engine that another thread or process has started, and will end. */
  readonly engine?: EngineName | EngineReference;
  /** Settings of the engine, and callbacks for its progress and its workarounds. */
  readonly engineOptions?: EngineOptions;
  /** Default `documented`. */
  readonly rules?: RulesMode;
  /** Only documented rows of a security group count. Default false. */
  readonly strict?: boolean;
  /** Refuses jobs of several instances that do not ask for encryption; AWS does not. Default false. */
  readonly refuseUnencrypted?: boolean;
  /**
   * An IAM policy that is enforced on calls to SageMaker: the path of a JSON file, or the document. One that only denies
   * restricts callers who may do everything else; with an Allow in it, what none allows is denied. Default: none.
   */
  readonly policy?: string | PolicyDocument;
  /**
   * How time passes for jobs. `manual` (default): only when `Account.advance` is called. `instant`: a job has ended as
   * soon as a client looks at it. `second-look`: a job can be described, listed and stopped first, and has ended at the
   * second Describe, the third look, or for the waiter of an SDK. Times that clients see never lie in the future. A number: virtual seconds per real second.
   */
  readonly time?: 'manual' | 'instant' | 'second-look' | number;
  /** Where the clocks of `time: 'manual'` start, so that nothing depends on the time of day. Default: the present. */
  readonly startTime?: Date;
  /**
   * Faults to set, such as `CreateTrainingJob:throttle:times=2`. More can be added while
   * it runs: `Harness.faults`.
   */
  readonly faults?: readonly FaultInput[];
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /**
   * Names by which clients ask the endpoint, such as the name of a container, beside addresses, `localhost`, names below it,
   * and `host`. A request with any other Host is answered 403: a web page could have made that name resolve to this
   * machine. Names below an allowed one are allowed too.
   */
  readonly allowedHosts?: readonly string[];
  /** Errors that refuse a job end with the address of its page here. Default false: nobody is there to open it. */
  readonly addressInErrors?: boolean;
  /** Told of every job that was judged, refused ones too. */
  readonly onVerdict?: (account: string, verdict: Verdict) => void;
  /** Told of every call once it was answered. */
  readonly onCall?: (entry: JournalEntry) => void;
  /** Told once when what answers EC2 has gone during the run. */
  readonly onEngineGone?: (failure: Failure) => void;
}

/**
 * An AWS account of its own on the endpoint: nothing done in one is seen in another.
 * @example
 * ```ts
 * import { startHarness } from 'train-encrypt';
 *
 * await using harness = await startHarness();
 * const account = harness.createAccount();
 * account.setRules({ strict: true });
 * await account.advance(3_600);
 * const encrypted = (await account.verdicts()).filter(({ job }) => job.encrypted);
 * ```
 */
export interface Account {
  /** 12 digits. */
  readonly id: string;
  readonly region: string;
  /** Does not retry, so that a fault is seen at once. */
  readonly sagemaker: SageMakerClient;
  /** Does not retry, so that a fault is seen at once. */
  readonly ec2: EC2Client;
  /** What a process needs in its environment for any AWS SDK to talk to this account here. */
  readonly environment: Readonly<Record<string, string>>;
  /** Changes the rules for this account, from the next request on. */
  setRules(rules: Partial<RuleOptions>): void;
  /**
   * Enforces this policy in place of the harness's for this account, from the next request on; `undefined` lets it do
   * everything. Throws a `Failure` that names the place when it is not a policy that can be enforced.
   */
  setPolicy(policy: string | PolicyDocument | undefined): void;
  /** The jobs judged so far, refused ones too, in order. */
  verdicts(): Promise<readonly Verdict[]>;
  /** Every job, job definition and schedule, those that others launched and requests that were refused among them. */
  jobs(): Promise<readonly JobRecord[]>;
  /**
   * Turns the clock of this account by so many seconds, and lets everything due in between happen.
   * Rejects with an Error when the harness was not started with `time: 'manual'`.
   */
  advance(seconds: number): Promise<void>;
}

/**
 * A SageMaker stub, the engine that answers EC2 beside it, and the one endpoint for both.
 * @example
 * ```ts
 * import { startHarness } from 'train-encrypt';
 *
 * const harness = await startHarness();
 * try {
 *   process.env.AWS_ENDPOINT_URL = harness.url;
 * } finally {
 *   await harness.stop();
 * }
 * ```
 */
export interface Harness extends AsyncDisposable {
  /** The one endpoint, for `AWS_ENDPOINT_URL`. */
  readonly url: string;
  readonly engine: Engine;
  /** Every call that the endpoint answered. */
  readonly journal: Journal;
  /** What goes wrong on request: `harness.faults.add('CreateTrainingJob:throttle:times=2')`. */
  readonly faults: Faults;
  /** Forgets all that an account, or any, has done, and stops its clock; whatever asks next begins again. */
  reset(account?: string): Promise<void>;
  /** A new account, with clients for it that are closed with the harness. Region by default `eu-central-1`. */
  createAccount(options?: { readonly region?: string }): Account;
  /** Ends the endpoint, the engine and every client; `await using` does the same. A second call does nothing. */
  stop(): Promise<void>;
}

/**
 * Starts everything that a client needs to launch training jobs against, on this machine only unless `host` says
 * otherwise. Rejects with a `Failure` when host or port cannot be had, the engine cannot start, or policy or faults
 * cannot be read.
 * @example
 * ```ts
 * import { startHarness } from 'train-encrypt';
 *
 * await using harness = await startHarness();
 * const account = harness.createAccount();
 * const [verdict] = await account.verdicts();
 * ```
 */
export function startHarness(options: HarnessOptions = {}): Promise<Harness> {
  return startHarnessWith(options);
}

/** What a harness shows in a browser. */
export interface Site {
  readonly home: () => Content;
  readonly pages: Pages;
  /** Told when an account, or all, was reset. */
  readonly onReset: (account?: string) => void;
}

/** The same, with pages for a browser beside the endpoint. */
export async function startHarnessWith(
  options: HarnessOptions,
  site?: (journal: JournalRing) => Site,
): Promise<Harness> {
  const rules: RuleOptions = {
    mode: options.rules ?? 'documented',
    strict: options.strict ?? false,
    ...(options.refuseUnencrypted && { refuseUnencrypted: true }),
  };
  const policy = options.policy === undefined ? undefined : readPolicy(options.policy);
  const faults = faultsOf(options.faults ?? []);
  const engine = await startEngine(knownEngine(options.engine ?? 'embedded'), {
    ...options.engineOptions,
    beside: { sagemaker: () => stub },
  });
  void engine.gone?.then((failure) => options.onEngineGone?.(failure));
  const clocks = new Clocks(options.time ?? 'manual', options.startTime?.getTime());
  const engineClients = new EngineClients(engine);
  const { onVerdict, onCall, host, port, allowedHosts } = options;
  let url: string | undefined;
  let record: Gateway['record'] | undefined;
  const stub = createSageMaker({
    ec2: (caller) => engineClients.of(caller),
    clock: (account) => clocks.of(account),
    rules,
    jobFaultsOf: faults.jobFaultsOf,
    onLaunched: (caller, call) => record?.(caller, call),
    looks: options.time === 'second-look' ? 'second' : 'first',
    ...(policy && { policy }),
    ...(options.addressInErrors && { pageOf: ({ account }, { name }) => url && jobAddress(url, account, name) }),
    ...(onVerdict && { onVerdict: ({ account }, verdict) => onVerdict(account, verdict) }),
  });
  const parts = { engine, stub, clocks, engineClients };
  let shown: Site | undefined;
  const gateway = await startGateway({
    services: [stub, stub.states],
    engine,
    faults,
    health: () => ({ rules: rules.mode, strict: rules.strict }),
    pages: (journal) => {
      const reset = async (account?: string) => {
        const answer = await resetAll(parts, journal, account);
        shown?.onReset(account);
        return answer;
      };
      shown = site?.(journal);
      return { ...pagesOf({ stub, clocks, rules, reset }, journal), ...shown?.pages };
    },
    ...(site && { home: () => (shown as Site).home() }),
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(allowedHosts !== undefined && { allowedHosts }),
    ...(onCall && { onCall }),
  }).catch(async (error) => {
    await closeAll(parts);
    throw error;
  });
  url = gateway.url;
  record = gateway.record;
  return new RunningHarness({ ...parts, gateway });
}

/** Callers in JavaScript, or with names from elsewhere, are not held to the type. */
function knownEngine(engine: EngineName | EngineReference): EngineName | EngineReference {
  const name = typeof engine === 'string' ? engine : engine.name;
  if (ENGINE_NAMES.includes(name)) return engine;
  const message = `unknown engine ${name}; available: ${ENGINE_NAMES.join(', ')}.`;
  throw new Failure(message, { exitCode: 2 });
}

interface HarnessParts {
  readonly engine: Engine;
  readonly stub: SageMaker;
  readonly clocks: Clocks;
  readonly engineClients: EngineClients;
}

class RunningHarness implements Harness {
  readonly url: string;
  readonly engine: Engine;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly #parts: HarnessParts & { readonly gateway: Gateway };
  readonly #clients: Clients;
  readonly #given = new Set<string>();
  #stopped: Promise<void> | undefined;

  constructor(parts: HarnessParts & { readonly gateway: Gateway }) {
    this.#parts = parts;
    this.url = parts.gateway.url;
    this.engine = parts.engine;
    this.journal = parts.gateway.journal;
    this.faults = parts.gateway.faults;
    this.#clients = new Clients(this.url);
  }

  createAccount({ region = DEFAULT_REGION }: { readonly region?: string } = {}): Account {
    let id = newAccountId();
    while (this.#given.has(id)) id = newAccountId();
    this.#given.add(id);
    return new HarnessAccount(id, region, this.url, this.#parts, this.#clients);
  }

  async reset(account?: string): Promise<void> {
    await resetAll(this.#parts, this.#parts.gateway.journal, account);
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #stop(): Promise<void> {
    this.#clients[Symbol.dispose]();
    await this.#parts.gateway[Symbol.asyncDispose]();
    await closeAll(this.#parts);
  }
}

class HarnessAccount implements Account {
  readonly id: string;
  readonly region: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly #parts: HarnessParts;
  readonly #clients: Clients;
  #sagemaker: SageMakerClient | undefined;
  #ec2: EC2Client | undefined;

  constructor(id: string, region: string, url: string, parts: HarnessParts, clients: Clients) {
    this.id = id;
    this.region = region;
    this.environment = environmentOf(url, id, region);
    this.#parts = parts;
    this.#clients = clients;
  }

  get sagemaker(): SageMakerClient {
    this.#sagemaker ??= this.#clients.sagemaker(this.id, this.region);
    return this.#sagemaker;
  }

  get ec2(): EC2Client {
    this.#ec2 ??= this.#clients.ec2(this.id, this.region);
    return this.#ec2;
  }

  setRules(rules: Partial<RuleOptions>): void {
    this.#parts.stub.setRules(this.id, rules);
  }

  setPolicy(policy: string | PolicyDocument | undefined): void {
    this.#parts.stub.setPolicy(this.id, policy === undefined ? undefined : readPolicy(policy));
  }

  async verdicts(): Promise<readonly Verdict[]> {
    return this.#parts.stub.verdicts({ account: this.id, region: this.region });
  }

  jobs(): Promise<readonly JobRecord[]> {
    return this.#parts.stub.jobs(this.id);
  }

  async advance(seconds: number): Promise<void> {
    await this.#parts.clocks.advance(this.id, seconds);
  }
}

/** The stub before what it stands on; a fault of one does not keep the others open. */
async function closeAll({ stub, clocks, engineClients, engine }: HarnessParts): Promise<void> {
  try {
    await stub[Symbol.asyncDispose]();
  } finally {
    clocks[Symbol.dispose]();
    engineClients[Symbol.dispose]();
    await engine[Symbol.asyncDispose]();
  }
}
