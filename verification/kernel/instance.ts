import type { Flow } from '../../support/network/model.ts';

/** Of IP. */
export type Version = 4 | 6;

/** The network interface of an instance, with the address that it uses. */
export interface Instance {
  /** Subnet id. */
  readonly subnet: string;
  readonly version: Version;
  readonly address: string;
}

/** Which instance sends what to which: their places in the list of instances, which talk the same version of IP. */
export type Packet = readonly [from: number, to: number, flow: Flow];
