import { partition } from '../../ec2/arn.ts';
import type { Caller } from '../../protocol/service.ts';

export interface Image {
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  readonly tags: Set<string>;
  readonly pushed: Date;
  /** Bytes of the manifest, and of the layers that it names. */
  readonly size: number;
  readonly mediaType: string;
}

export interface Repository {
  readonly name: string;
  readonly created: Date;
  readonly mutability: 'MUTABLE' | 'IMMUTABLE';
  /** By digest. */
  readonly images: Map<string, Image>;
}

/** The registry of an account in a region. */
export interface Registry {
  readonly account: string;
  readonly region: string;
  readonly host: string;
  readonly partition: string;
  readonly repositories: Map<string, Repository>;
}

export interface Store {
  of(caller: Caller): Registry;
  /** Forgets an account, or all. */
  forget(account?: string): void;
}

/** An ECR of its own. Registries are created on first use. */
export function createStore(): Store {
  const registries = new Map<string, Registry>();
  return {
    of({ account, region }) {
      const key = `${account}/${region}`;
      let registry = registries.get(key);
      if (registry === undefined) {
        const suffix = partition(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
        const host = `${account}.dkr.ecr.${region}.${suffix}`;
        registry = { account, region, host, partition: partition(region), repositories: new Map() };
        registries.set(key, registry);
      }
      return registry;
    },
    forget(account) {
      for (const [key, registry] of registries) {
        if (registry.account === (account ?? registry.account)) registries.delete(key);
      }
    },
  };
}
