import type { EC2Client } from '@aws-sdk/client-ec2';
import type { Caller } from '../protocol/service.ts';
import type { Judge, RuleOptions, Verdict } from '../rules/types.ts';
import type { Clock } from './clock.ts';
import { judgeAll, type ReadNetwork } from './judging.ts';
import type { MishapsOf } from './life/mishap.ts';
import type { Policy } from './policy/policy.ts';
import { AccountState } from './state.ts';

export interface AccountsOptions {
  readonly ec2: (caller: Caller) => EC2Client;
  readonly clock: (account: string) => Clock;
  readonly rules: RuleOptions;
  readonly policy?: Policy;
  readonly onVerdict?: (caller: Caller, verdict: Verdict) => void;
  readonly mishapsOf?: MishapsOf;
  readonly readNetwork: ReadNetwork;
  readonly judge: Judge;
}

/** The accounts that the stub has heard of: what it keeps for each region, their clocks, rules, policies and verdicts. */
export class Accounts implements AsyncDisposable {
  readonly #options: AccountsOptions;
  readonly #states = new Map<string, AccountState>();
  readonly #clocks = new Map<string, Clock>();
  readonly #rules = new Map<string, RuleOptions>();
  readonly #policies = new Map<string, Policy | undefined>();
  readonly #verdicts = new Map<string, Verdict[]>();

  constructor(options: AccountsOptions) {
    this.#options = options;
  }

  stateOf(caller: Caller): AccountState {
    const existing = this.#states.get(keyOf(caller));
    if (existing) return existing;
    const ec2 = this.#options.ec2(caller);
    const state = new AccountState({
      caller,
      clock: this.#clockOf(caller.account),
      ec2,
      mishapsOf: this.#options.mishapsOf ?? (() => []),
      judge: (jobs) =>
        judgeAll(jobs, {
          ec2,
          readNetwork: this.#options.readNetwork,
          judge: this.#options.judge,
          rules: () => this.#rulesOf(caller.account),
          record: (verdict) => this.#record(caller, verdict),
        }),
    });
    this.#states.set(keyOf(caller), state);
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
    return [...(this.#verdicts.get(keyOf(caller)) ?? [])];
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

  #record(caller: Caller, verdict: Verdict): void {
    const verdicts = this.#verdicts.get(keyOf(caller)) ?? [];
    this.#verdicts.set(keyOf(caller), verdicts);
    verdicts.push(verdict);
    this.#options.onVerdict?.(caller, verdict);
  }
}

function keyOf({ account, region }: Caller): string {
  return `${account} ${region}`;
}
