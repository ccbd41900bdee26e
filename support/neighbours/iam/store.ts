import { partition } from '../../ec2/arn.ts';
import type { Caller } from '../../protocol/service.ts';

export interface Role {
  readonly name: string;
  readonly path: string;
  readonly created: Date;
  /** A JSON document. */
  readonly trust: string;
  readonly description?: string;
  /** Seconds. */
  readonly maxSession: number;
  readonly tags?: readonly { readonly Key: string; readonly Value: string }[];
}

/** The roles of an account; IAM has no regions. */
export interface Account {
  readonly id: string;
  readonly partition: string;
  /** Those that a client created. */
  readonly roles: Map<string, Role>;
  /** Names of roles that a client deleted. */
  readonly deleted: Set<string>;
}

export interface Store {
  of(caller: Caller): Account;
  /** An account, or all, as if it had not asked yet. */
  forget(account?: string): void;
}

/** An IAM of its own. Accounts come into being when they first ask. */
export function createStore(): Store {
  const accounts = new Map<string, Pick<Account, 'roles' | 'deleted'>>();
  return {
    of({ account, region }) {
      let kept = accounts.get(account);
      if (kept === undefined) {
        kept = { roles: new Map(), deleted: new Set() };
        accounts.set(account, kept);
      }
      return { id: account, partition: partition(region), ...kept };
    },
    forget: (account) => (account === undefined ? accounts.clear() : void accounts.delete(account)),
  };
}
