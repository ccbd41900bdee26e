import type { Direction, Flow, Network, Permission, SecurityGroup } from './model.ts';

/** How one direction of one flow stands with the job's groups as a whole. */
export interface FlowVerdict {
  readonly direction: Direction;
  readonly flow: Flow;
  /**
   * `documented`: a group has the documented row (the very protocol and port, itself as the other side);
   * `broader`: instances can exchange it, by something else; `missing`: they cannot.
   */
  readonly standing: 'documented' | 'broader' | 'missing';
  /** What satisfies it, per group: the permissions that count. Empty when missing. */
  readonly by: readonly { readonly group: SecurityGroup; readonly permission: Permission }[];
  /** What satisfies it, in words: `default egress`, `all traffic to itself`, `10.0.0.0/16 covers the subnets`. */
  readonly how: string;
  /** When missing: permissions that nearly satisfy it and why they do not: `10.0.0.0/25 covers half of subnet-1`. */
  readonly nearMisses: readonly string[];
}

/** A pair of subnets between which a network ACL stops a flow. */
export interface AclBlock {
  readonly flow: Flow;
  readonly from: string;
  readonly to: string;
  /** The ACL that stops it, and the entry; no entry: nothing matched, the implicit deny. */
  readonly acl: string;
  readonly direction: Direction;
  readonly entry: number | undefined;
}

export interface Reachability {
  /** Always four: in and out, IKE and ESP. */
  readonly flows: readonly FlowVerdict[];
  readonly blocks: readonly AclBlock[];
  /** Every instance can exchange IKE and ESP with every other, both ways. */
  readonly reachable: boolean;
}

/** Signature agreed; the body belongs to this file. */
export declare function reachability(network: Network): Reachability;
