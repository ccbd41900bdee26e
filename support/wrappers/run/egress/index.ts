import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../../failure.ts';
import { newAuthority } from './authority.ts';
import type { CountedCall } from './calls.ts';
import { EgressProxy } from './proxy.ts';
import { javaTrustStore } from './trust-store.ts';

export interface EgressOptions {
  /** URL of the one endpoint, which answers calls to AWS's hosts. */
  readonly endpoint: string;
  /** 12 digits. Calls that are signed with other keys are this account's too. Default: their keys tell. */
  readonly account?: string;
  /** Where the folder of the certificate is made. Default: the system's for temporary files. */
  readonly folder?: string;
}

/** The only way out for a command: a proxy that answers for AWS and refuses everybody else. */
export interface Egress extends AsyncDisposable {
  /** For `HTTPS_PROXY` and `HTTP_PROXY`. */
  readonly url: string;
  /** Path of the certificate of this run's authority, PEM. */
  readonly certificate: string;
  /** Path of the same as a JVM reads it, JKS, password `changeit`. */
  readonly trustStore: string;
  /** Calls to hosts other than the endpoint, each once, in the order in which they were first seen. */
  readonly calls: readonly CountedCall[];
}

/**
 * Starts the proxy on this machine's loopback. Rejects with a `Failure` when it cannot listen or write its certificate.
 */
export async function startEgress(options: EgressOptions): Promise<Egress> {
  const authority = await newAuthority();
  const folder = await newFolder(options.folder ?? tmpdir(), {
    'authority.pem': authority.pem,
    'authority.jks': javaTrustStore(authority.der),
  });
  const { account } = options;
  const agent = new Agent({ keepAlive: true });
  const proxy = new EgressProxy({
    target: { endpoint: new URL(options.endpoint), agent, ...(account !== undefined && { account }) },
    contextFor: authority.contextFor,
  });
  const port = await proxy.listen().catch(async (error) => {
    await rm(folder, { recursive: true, force: true });
    throw new Failure(`cannot listen on 127.0.0.1 for the proxy: ${error.message}`, { exitCode: 3, cause: error });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    certificate: join(folder, 'authority.pem'),
    trustStore: join(folder, 'authority.jks'),
    get calls() {
      return proxy.calls.list();
    },
    async [Symbol.asyncDispose]() {
      await proxy.close();
      agent.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function newFolder(parent: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  try {
    const folder = await mkdtemp(join(parent, 'train-encrypt-'));
    await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));
    return folder;
  } catch (error) {
    const message = `cannot write the certificate of this run below ${parent}: ${(error as Error).message}`;
    throw new Failure(message, { exitCode: 3, cause: error });
  }
}
