import { Failure } from '../../failure.ts';
import type { UpstreamKind } from '../engine.ts';
import { scopeHeader } from './account.ts';
import { readError } from './ec2-call.ts';
import { Connections, type SmallAnswer, type SmallRequest } from './http.ts';
import { reasonOf } from './losses.ts';

/** What answers at an endpoint. */
export interface Identity {
  readonly kind: UpstreamKind;
  /** Name and version where it can be found: `LocalStack 4.14.0`. */
  readonly description: string;
}

/** Milliseconds that a page about itself may take, and a first call of EC2, which may load the service. */
const PAGE_MS = 10_000;
const FIRST_CALL_MS = 60_000;

/** What answers at an endpoint. Rejects with a `Failure` when nothing answers EC2 there. */
export async function identify(url: URL): Promise<Identity> {
  using connections = new Connections(url);
  try {
    const identity = await ask(connections);
    await firstCall(connections, url, identity);
    return identity;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(
      `nothing answers EC2 at ${url.origin}: ${reasonOf(error)}. Start what should answer there, or correct --ec2-endpoint.`,
      { exitCode: 3, cause: error },
    );
  }
}

type Page = Readonly<Record<string, unknown>>;

/** Their pages about themselves. ministack has LocalStack's too, so it comes first. */
async function ask(connections: Connections): Promise<Identity> {
  const ministack = await page(connections, '/_ministack/health');
  if (ministack !== undefined) return { kind: 'ministack', description: named('ministack', ministack.version) };
  const localstack = await page(connections, '/_localstack/health');
  if (localstack !== undefined) {
    const { ec2 } = (localstack.services ?? {}) as { readonly ec2?: unknown };
    const description = named('LocalStack', localstack.version);
    if (ec2 === 'disabled') {
      throw new Failure(`${description} was started without EC2. Add ec2 to its SERVICES, or leave SERVICES out.`, {
        exitCode: 3,
      });
    }
    return { kind: 'localstack', description };
  }
  // It shows its settings, but not its version.
  const moto = await page(connections, '/moto-api/config');
  if (moto !== undefined) return { kind: 'moto', description: 'moto_server' };
  return { kind: 'other', description: 'an EC2 endpoint that does not say what it is' };
}

const named = (name: string, version: unknown) =>
  typeof version === 'string' && /^[\w.+-]{1,40}$/.test(version) ? `${name} ${version}` : name;

async function page(connections: Connections, path: string): Promise<Page | undefined> {
  const answer = await connections.send(
    { method: 'GET', path, headers: { accept: 'application/json' }, body: new Uint8Array() },
    PAGE_MS,
  );
  // moto says 201 to a question.
  if (answer.status < 200 || answer.status > 299) return undefined;
  try {
    const read: unknown = JSON.parse(answer.body.toString());
    return typeof read === 'object' && read !== null ? (read as Page) : undefined;
  } catch {
    return undefined;
  }
}

/** Also loads what an emulator loads late: the first call of a run is then as quick as any other. */
async function firstCall(connections: Connections, url: URL, { description }: Identity): Promise<void> {
  const answer = await connections.send(describeVpcs(), FIRST_CALL_MS);
  if (answer.status === 200 && answer.body.subarray(0, 500).toString().includes('<DescribeVpcsResponse')) return;
  throw new Failure(
    `${description} at ${url.origin} does not answer EC2 (DescribeVpcs: ${complaint(answer)}). ` +
      'Give --ec2-endpoint the address of an EC2 emulator, such as http://127.0.0.1:4566.',
    { exitCode: 3 },
  );
}

function complaint({ status, body }: SmallAnswer): string {
  const error = readError(body);
  return error === undefined ? `status ${status}, not in EC2's words` : `${error.code}, ${error.message}`;
}

function describeVpcs(): SmallRequest {
  return {
    method: 'POST',
    path: '/',
    headers: {
      ...scopeHeader('ec2', { account: '000000000000', region: 'eu-central-1' }),
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    },
    body: Buffer.from('Action=DescribeVpcs&Version=2016-11-15'),
  };
}
