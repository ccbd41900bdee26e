import type { Start } from '../run/startable.ts';

/** What the harness sends to the first process of a sandbox, and what it answers. Sockets go beside the messages. */
export type ToSandbox =
  | {
      readonly kind: 'build';
      /** Absent where it is the root already. */
      readonly root?: string;
      readonly fstab: string;
      readonly sysfs: string;
      /** For nft(8). */
      readonly rules: string;
    }
  | { readonly kind: 'listen'; readonly ports: readonly number[] }
  | { readonly kind: 'run'; readonly start: Start; readonly user: User }
  | { readonly kind: 'attempts' };

/** Who the command is to be: numbers, as outside. */
export interface User {
  readonly uid: number;
  readonly gid: number;
}

export type FromSandbox =
  | { readonly kind: 'built'; readonly recorded: boolean }
  | { readonly kind: 'failed'; readonly reason: string }
  /** With a listening TCP socket. */
  | { readonly kind: 'port'; readonly port: number }
  /** With a UDP socket on port 53. */
  | { readonly kind: 'resolver' }
  | { readonly kind: 'listening' }
  | { readonly kind: 'not started'; readonly reason: string }
  | { readonly kind: 'started' }
  | { readonly kind: 'ended'; readonly code: number | null; readonly signal: NodeJS.Signals | null }
  /** What nft(8) lists, as JSON; empty where nothing is recorded. */
  | { readonly kind: 'attempts'; readonly listed: string };
