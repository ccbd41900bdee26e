import type { EC2Client } from '@aws-sdk/client-ec2';
import type { Caller, Service } from '../protocol/service.ts';
import type { RuleOptions, Verdict } from '../rules/types.ts';
import type { Clock } from './clock.ts';

export interface SageMakerOptions {
  /** An EC2 client that speaks for this caller to the engine; the stub reads networks through nothing else. */
  readonly ec2: (caller: Caller) => EC2Client;
  /** The clock of an account. Called once per account. */
  readonly clock: (account: string) => Clock;
  /** The rules in force where `setRules` said nothing else. */
  readonly rules: RuleOptions;
  /** Told of every job that was judged, refused ones too, in order. */
  readonly onVerdict?: (caller: Caller, verdict: Verdict) => void;
}

/** The SageMaker stub. */
export interface SageMaker extends Service, AsyncDisposable {
  /** Changes the rules for one account, from the next request on. */
  setRules(account: string, rules: Partial<RuleOptions>): void;
  /** Every job of this account that was judged, in order. */
  verdicts(caller: Caller): readonly Verdict[];
}

export declare function createSageMaker(options: SageMakerOptions): SageMaker;
