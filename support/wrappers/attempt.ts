import { Failure } from '../failure.ts';
import type { Account, Harness } from '../harness.ts';
import type { RuleOptions, Verdict } from '../rules/types.ts';
import type { JobRecord } from '../sagemaker/index.ts';
import { maskSecrets, withoutSecrets } from '../text/callers-secrets.ts';
import { borrow } from './borrowed-account.ts';
import { CallLog } from './call-log.ts';
import { inputBucket } from './input-bucket.ts';
import { describeAttempt, type IsolationChoice } from './isolation/index.ts';
import { judgeDefinitions } from './judge-definitions.ts';
import { cleanEnvironment, fillPlaceholders, placeholderValues, type RunOptions, runCommand } from './run/index.ts';
import { maskedOutput } from './run/masked-output.ts';
import { newSurroundings, type Surroundings } from './surroundings.ts';
import type { Attempt, Given, Situation } from './types.ts';

/** What is tried, where, and within which limits. */
export interface AttemptOptions extends Pick<RunOptions, 'outputBytes' | 'graceMs' | 'onOutput' | 'signal'> {
  /** The name of the wrapper, for reports. */
  readonly wrapper: string;
  readonly situation: Situation;
  /** Program and arguments; `{instances}` and its like are filled in from what the situation gives. */
  readonly command: readonly string[];
  /** Default: the present folder. */
  readonly cwd?: string;
  /** Variables beside those that the clean environment has; they go before it. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Profiles of `~/.aws` that the wrapper asks for by name. */
  readonly profiles?: readonly string[];
  /** What confines the command. Default `auto`. */
  readonly isolation?: IsolationChoice;
  /** Files and folders of the real home that it may read: from the home, or absolute. */
  readonly homeFiles?: readonly string[];
  /** Milliseconds until it is ended. Default 120,000. */
  readonly timeoutMs?: number;
  /** Default: a new account in `region`. */
  readonly account?: Account;
  /** Default `eu-central-1`. */
  readonly region?: string;
  /** Those of the harness, for jobs that are only defined. Default: as documented. */
  readonly rules?: RuleOptions;
}

const DOCUMENTED: RuleOptions = { mode: 'documented', strict: false };

const TIMEOUT_MS = 120_000;
/** Milliseconds that calls get to be answered whose caller has ended. */
const SETTLE_MS = 5_000;

/**
 * Tries a wrapper in a situation, in an account of its own on this harness: prepares the network, runs the command in a
 * clean environment until nothing of it is left running, and gives back all that was seen. Faults and policy of the
 * situation are taken away again.
 * Rejects with a `Failure` when the situation cannot be prepared or the command's surroundings cannot be made.
 * @param harness with `time: 'instant'`, so that waiters of SDKs end
 */
export async function attempt(harness: Harness, options: AttemptOptions): Promise<Attempt> {
  const { situation, wrapper } = options;
  const own = options.account ?? harness.createAccount(options.region === undefined ? {} : { region: options.region });
  const { account, giveBack } = borrow(own, harness);
  try {
    const [program] = checked(options.command);
    // Neither needs the other, and both take their time.
    const [given, surroundings] = await bothOf(
      givenIn(situation, account, harness),
      newSurroundings(harness, account, {
        isolation: options.isolation ?? 'auto',
        cwd: options.cwd ?? process.cwd(),
        program,
        environment: options.environment ?? {},
        homeFiles: options.homeFiles ?? [],
      }),
    );
    const seen = await run(harness, account, given, surroundings, options);
    const jobs = await account.jobs();
    const verdicts = [
      ...(await account.verdicts()),
      ...verdictsElsewhere(jobs, account.region),
      ...(await judgeDefinitions(seen.calls, account, options.rules ?? DOCUMENTED)),
    ];
    // Here everything seen of it enters reports.
    const told = withoutSecrets({ ...seen, verdicts, jobs });
    return { wrapper, situation, given, account: account.id, region: account.region, ...told };
  } finally {
    giveBack();
  }
}

async function givenIn(situation: Situation, account: Account, harness: Harness): Promise<Given> {
  // Before the situation sets faults, which may be for every call.
  const bucket = await inputBucket(harness, account);
  const network = await situation.prepare(account, harness);
  return { ...network, shape: situation.shape, ...(bucket !== undefined && { bucket }) };
}

async function run(
  harness: Harness,
  account: Account,
  given: Given,
  surroundings: Surroundings,
  options: AttemptOptions,
): Promise<Pick<Attempt, 'command' | 'calls' | 'egress' | 'isolation'>> {
  await using around = surroundings;
  const { sandbox, egress, isolation } = around;
  const { command, cwd = process.cwd(), timeoutMs = TIMEOUT_MS, environment: extra, profiles } = options;
  const { outputBytes, graceMs, onOutput, signal } = options;
  const filled = fillPlaceholders(checked(command), placeholderValues(given, account));
  const environment = await cleanEnvironment({
    ...around,
    account,
    given,
    ...(profiles && { profiles }),
    ...(extra && { extra }),
  });
  using log = new CallLog(harness.journal, account.id);
  const watched = onOutput && maskedOutput(maskSecrets, onOutput);
  const ran = await runCommand({
    command: filled,
    cwd,
    environment,
    timeoutMs,
    ...(sandbox && { sandbox }),
    ...(outputBytes !== undefined && { outputBytes }),
    ...(graceMs !== undefined && { graceMs }),
    ...(watched && { onOutput: watched.write }),
    ...(signal && { signal }),
  });
  watched?.end();
  await harness.journal.settled(SETTLE_MS);
  // What it has started goes on to its end, and launches the rest of its jobs.
  await account.jobs();
  const stopped = (sandbox?.attempts ?? []).map((one) => ({ host: describeAttempt(one), what: 'stopped' as const }));
  return { command: ran, calls: log.entries(), egress: [...egress.calls, ...stopped], isolation };
}

/** When one fails, the other is closed. */
async function bothOf<One, Other extends AsyncDisposable>(
  one: Promise<One>,
  other: Promise<Other>,
): Promise<readonly [One, Other]> {
  const [first, second] = await Promise.allSettled([one, other]);
  if (first.status === 'fulfilled' && second.status === 'fulfilled') return [first.value, second.value];
  if (second.status === 'fulfilled') await second.value[Symbol.asyncDispose]();
  throw first.status === 'rejected' ? first.reason : (second as PromiseRejectedResult).reason;
}

function checked([program, ...args]: readonly string[]): readonly [string, ...string[]] {
  if (program !== undefined) return [program, ...args];
  throw new Failure('there is no command to run; give its program and arguments.', { exitCode: 2 });
}

/** An account reports the verdicts of its own region; those of others are kept with their jobs. */
function verdictsElsewhere(jobs: readonly JobRecord[], region: string): readonly Verdict[] {
  return jobs
    .filter((job) => job.region !== region)
    .flatMap(({ verdicts }) => verdicts)
    .map((told) => ({ ...told, refusals: told.findings.filter(({ refuses }) => refuses) }));
}
