import type { EC2Client } from '@aws-sdk/client-ec2';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Engine, EngineName } from './engines/engine.ts';
import type { Journal } from './gateway/index.ts';
import type { RuleOptions, RulesMode, Verdict } from './rules/types.ts';

export interface HarnessOptions {
  /** Default `embedded`. */
  readonly engine?: EngineName;
  /** Default `documented`. */
  readonly rules?: RulesMode;
  /** Only documented rows of a security group count. Default false. */
  readonly strict?: boolean;
  /**
   * How time passes for jobs. `manual` (default): only when `Account.advance` is called. `instant`: a job has ended as
   * soon as somebody asks about it. A number: virtual seconds per real second.
   */
  readonly time?: 'manual' | 'instant' | number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  readonly onVerdict?: (account: string, verdict: Verdict) => void;
}

/** An AWS account of its own on the endpoint: nothing done in one is seen in another. */
export interface Account {
  /** 12 digits. */
  readonly id: string;
  readonly region: string;
  readonly sagemaker: SageMakerClient;
  readonly ec2: EC2Client;
  /** What a process needs in its environment for any AWS SDK to talk to this account here. */
  readonly environment: Readonly<Record<string, string>>;
  setRules(rules: Partial<RuleOptions>): void;
  /** The jobs judged so far, refused ones too, in order. */
  verdicts(): readonly Verdict[];
  /** Turns the clock of this account by so many seconds, and lets everything due in between happen. */
  advance(seconds: number): Promise<void>;
}

export interface Harness extends AsyncDisposable {
  /** The one endpoint, for `AWS_ENDPOINT_URL`. */
  readonly url: string;
  readonly engine: Engine;
  readonly journal: Journal;
  /** A new account, with clients for it. Closed with the harness. */
  account(options?: { readonly region?: string }): Account;
}

/** `await using harness = await startHarness()`. */
export declare function startHarness(options?: HarnessOptions): Promise<Harness>;
