import type { Flow } from '../../support/network/model.ts';

/** Of IP. */
export type Version = 4 | 6;

/** The network interface of an instance: one address of each version at most. */
export interface Instance {
  /** Subnet id. */
  readonly subnet: string;
  readonly addresses: Readonly<Partial<Record<Version, string>>>;
}

/** Which instance sends what to which: their places in the list of instances. */
export type Packet = readonly [from: number, to: number, flow: Flow, version: Version];
