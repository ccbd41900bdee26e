import type { EC2Client } from '@aws-sdk/client-ec2';
import type { Caller } from '../../protocol/service.ts';
import type { Job, Judge, RuleOptions, Verdict } from '../../rules/types.ts';
import type { Launch, Read } from '../executions/launch.ts';
import type { Clock } from '../life/clock.ts';
import { NetworkInterfaces } from '../life/interfaces.ts';
import type { JobFaultsOf } from '../life/job-fault.ts';
import { JobLives } from '../life/lives.ts';
import type { Policy } from '../policy/policy.ts';
import type { JobRecord } from './job-record.ts';
import { jobRecords } from './job-records.ts';
import { type Judgement, judgeAll, type ReadNetwork } from './judging.ts';
import { AccountState } from './state.ts';

export interface AccountsOptions {
  readonly ec2: (caller: Caller) => EC2Client;
  readonly clock: (account: string) => Clock;
  readonly rules: RuleOptions;
  readonly policy?: Policy;
  readonly onVerdict?: (caller: Caller, verdict: Verdict) => void;
  readonly jobFaultsOf?: JobFaultsOf;
  readonly pageOf?: (caller: Caller, job: Job) => string | undefined;
  readonly readNetwork: ReadNetwork;
  readonly judge: Judge;
  readonly launchFor: (caller: Caller) => Launch;
  readonly readFor: (caller: Caller) => Read;
}

/** The accounts that the stub has heard of: what it keeps for each region, their clocks, rules, policies and verdicts. */
export class Accounts implements AsyncDisposable {
  readonly #options: AccountsOptions;
  readonly #states = new Map<string, AccountState>();
  readonly #clocks = new Map<string, Clock>();
  readonly #rules = new Map<string, RuleOptions>();
  readonly #policies = new Map<string, Policy | undefined>();
  readonly #judgements = new Map<string, Judgement[]>();

  constructor(options: AccountsOptions) {
    this.#options = options;
  }

  stateOf(caller: Caller): AccountState {
    const existing = this.#states.get(keyOf(caller));
    if (existing) return existing;
    const ec2 = this.#options.ec2(caller);
    const clock = this.#clockOf(caller.account);
    const judgements: Judgement[] = [];
    const judging = {
      ec2,
      readNetwork: this.#options.readNetwork,
      judge: this.#options.judge,
      rules: () => this.#rulesOf(caller.account),
    };
    const state = new AccountState({
      caller,
      clock,
      lives: (owner) => new JobLives(owner, new NetworkInterfaces(ec2)),
      jobFaultsOf: this.#options.jobFaultsOf ?? (() => []),
      launch: this.#options.launchFor(caller),
      read: this.#options.readFor(caller),
      pageOf: (job) => this.#options.pageOf?.(caller, job),
      assess: (jobs) => judgeAll(jobs, { ...judging, record: () => {} }),
      judge: async (jobs) => {
        const record = (verdict: Verdict) => this.#options.onVerdict?.(caller, verdict);
        const verdicts = await judgeAll(jobs, { ...judging, record });
        judgements.push({ at: clock.now(), verdicts });
        return verdicts;
      },
    });
    this.#states.set(keyOf(caller), state);
    this.#judgements.set(keyOf(caller), judgements);
    return state;
  }

  setRules(account: string, rules: Partial<RuleOptions>): void {
    this.#rules.set(account, { ...this.#rulesOf(account), ...rules });
  }

  setPolicy(account: string, policy: Policy | undefined): void {
    this.#policies.set(account, policy);
  }

  /** `undefined`: the account may do everything. */
  policyOf(account: string): Policy | undefined {
    return this.#policies.has(account) ? this.#policies.get(account) : this.#options.policy;
  }

  /** Of this account in this region, in the order judged. */
  verdicts(caller: Caller): readonly Verdict[] {
    return (this.#judgements.get(keyOf(caller)) ?? []).flatMap(({ verdicts }) => verdicts);
  }

  /** Of one account or of all, with the requests that were refused. */
  async jobs(account?: string): Promise<readonly JobRecord[]> {
    const states = this.#of(account);
    for (const { clock } of states) await clock.settle();
    return states.flatMap((state) => jobRecords(state, this.#judgements.get(keyOf(state.caller)) ?? []));
  }

  /**
   * Forgets one account or all: jobs, tags, verdicts, and rules and policies of their own. A clock stops and is asked
   * for again. What is asked while this goes on is asked of an account with nothing in it.
   */
  async reset(account?: string): Promise<void> {
    const states = this.#of(account);
    for (const { caller, clock } of states) {
      clock.close();
      this.#clocks.delete(caller.account);
      this.#states.delete(keyOf(caller));
      this.#judgements.delete(keyOf(caller));
    }
    for (const kept of [this.#rules, this.#policies]) account === undefined ? kept.clear() : kept.delete(account);
    await Promise.all(states.map((state) => state[Symbol.asyncDispose]()));
  }

  /** Stops all clocks, then deletes whatever jobs still hold. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const clock of this.#clocks.values()) clock.close();
    await Promise.all([...this.#states.values()].map((state) => state[Symbol.asyncDispose]()));
  }

  #clockOf(account: string): Clock {
    const clock = this.#clocks.get(account) ?? this.#options.clock(account);
    this.#clocks.set(account, clock);
    return clock;
  }

  #rulesOf(account: string): RuleOptions {
    return this.#rules.get(account) ?? this.#options.rules;
  }

  #of(account: string | undefined): readonly AccountState[] {
    return [...this.#states.values()].filter(({ caller }) => account === undefined || caller.account === account);
  }
}

function keyOf({ account, region }: Caller): string {
  return `${account} ${region}`;
}
