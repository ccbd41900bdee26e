import { EC2ServiceException } from '@aws-sdk/client-ec2';
import { ServiceError } from '../../protocol/service.ts';
import type { UpstreamKind } from '../engine.ts';
import { duplicateRules } from './duplicate-rules.ts';
import { espWithPorts } from './esp-with-ports.ts';
import { espWithoutPorts } from './esp-without-ports.ts';
import { freeAddresses } from './free-addresses.ts';
import { inUse } from './in-use.ts';
import { interfaceAddresses } from './interface-addresses.ts';
import type { AppliedMend, Mend, MendedCall } from './mend.ts';
import { networkAclAssociations } from './network-acl-associations.ts';
import { networkAclFilter } from './network-acl-filter.ts';
import { permissionChecks } from './permission-checks.ts';
import { prefixListRules } from './prefix-list-rules.ts';

export type { AppliedMend, Mend } from './mend.ts';

/** Every mend there is, in the order in which they see a request. Each call makes them anew, remembering nothing. */
export function mends(): readonly Mend[] {
  return [
    permissionChecks(),
    espWithoutPorts(),
    espWithPorts(),
    prefixListRules(),
    duplicateRules(),
    inUse(),
    freeAddresses(),
    interfaceAddresses(),
    networkAclAssociations(),
    networkAclFilter(),
  ];
}

/** The mends that one emulator needs. */
export class Mends {
  readonly #mends: readonly Mend[];
  readonly #onMend: (applied: AppliedMend) => void;

  constructor(kind: UpstreamKind, onMend: (applied: AppliedMend) => void = () => {}) {
    this.#mends = mends().filter(({ upstreams }) => upstreams.includes(kind));
    this.#onMend = onMend;
  }

  /**
   * Changes the form of a call; resolves to whether it did.
   * @throws ServiceError, which is then the answer.
   */
  async before(call: MendedCall): Promise<boolean> {
    let changed = false;
    for (const mend of this.#of(call)) {
      try {
        if (!(await mend.before?.(call))) continue;
      } catch (error) {
        // What the upstream refuses to a mend it will refuse to the call itself, in its own words.
        if (error instanceof EC2ServiceException) continue;
        if (error instanceof ServiceError) this.#tell(mend, call);
        throw error;
      }
      changed = true;
      this.#tell(mend, call);
    }
    return changed;
  }

  /** Changes the output of a call; resolves to whether it did. */
  async after(output: object, call: MendedCall): Promise<boolean> {
    let changed = false;
    for (const mend of this.#of(call)) {
      try {
        if (!(await mend.after?.(output, call))) continue;
      } catch (error) {
        if (error instanceof EC2ServiceException) continue;
        throw error;
      }
      changed = true;
      this.#tell(mend, call);
    }
    return changed;
  }

  /** Whether any mend looks at this operation. */
  concern(operation: string): boolean {
    return this.#mends.some(({ operations }) => operations.includes(operation));
  }

  #of({ operation }: MendedCall): readonly Mend[] {
    return this.#mends.filter(({ operations }) => operations.includes(operation));
  }

  #tell({ id, defect }: Mend, { operation, caller }: MendedCall): void {
    this.#onMend({ id, defect, operation, account: caller.account });
  }
}
