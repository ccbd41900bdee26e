import { EC2ServiceException } from '@aws-sdk/client-ec2';
import { ServiceError } from '../../protocol/service.ts';
import type { UpstreamKind } from '../engine.ts';
import { duplicateRules } from './duplicate-rules.ts';
import { espWithPorts } from './esp-with-ports.ts';
import { espWithoutPorts } from './esp-without-ports.ts';
import { freeAddresses } from './free-addresses.ts';
import { inUse } from './in-use.ts';
import { interfaceAddresses } from './interface-addresses.ts';
import { networkAclAssociations } from './network-acl-associations.ts';
import { networkAclFilter } from './network-acl-filter.ts';
import { permissionChecks } from './permission-checks.ts';
import { prefixListRules } from './prefix-list-rules.ts';
import type { AdjustedCall, AppliedWorkaround, Workaround } from './workaround.ts';

export type { AppliedWorkaround, Workaround } from './workaround.ts';

/** Every workaround there is, in the order in which they see a request. Each call makes them again, remembering nothing. */
export function workarounds(): readonly Workaround[] {
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

/** The workarounds that one emulator needs. */
export class Workarounds {
  readonly #workarounds: readonly Workaround[];
  readonly #onWorkaround: (applied: AppliedWorkaround) => void;

  constructor(kind: UpstreamKind, onWorkaround: (applied: AppliedWorkaround) => void = () => {}) {
    this.#workarounds = workarounds().filter(({ upstreams }) => upstreams.includes(kind));
    this.#onWorkaround = onWorkaround;
  }

  /**
   * Changes the form of a call; resolves to whether it did.
   * @throws ServiceError, which is then the answer.
   */
  async before(call: AdjustedCall): Promise<boolean> {
    let changed = false;
    for (const workaround of this.#of(call)) {
      try {
        if (!(await workaround.before?.(call))) continue;
      } catch (error) {
        // What the upstream refuses to a workaround it will refuse to the call itself, in its own words.
        if (error instanceof EC2ServiceException) continue;
        if (error instanceof ServiceError) this.#tell(workaround, call);
        throw error;
      }
      changed = true;
      this.#tell(workaround, call);
    }
    return changed;
  }

  /** Changes the output of a call; resolves to whether it did. */
  async after(output: object, call: AdjustedCall): Promise<boolean> {
    let changed = false;
    for (const workaround of this.#of(call)) {
      try {
        if (!(await workaround.after?.(output, call))) continue;
      } catch (error) {
        if (error instanceof EC2ServiceException) continue;
        throw error;
      }
      changed = true;
      this.#tell(workaround, call);
    }
    return changed;
  }

  /** Whether any workaround looks at this operation. */
  concern(operation: string): boolean {
    return this.#workarounds.some(({ operations }) => operations.includes(operation));
  }

  #of({ operation }: AdjustedCall): readonly Workaround[] {
    return this.#workarounds.filter(({ operations }) => operations.includes(operation));
  }

  #tell({ id, defect }: Workaround, { operation, caller }: AdjustedCall): void {
    this.#onWorkaround({ id, defect, operation, account: caller.account });
  }
}
