import { EC2Client } from '@aws-sdk/client-ec2';
import { Failure } from '../../failure.ts';
import type { Network } from '../../network/model.ts';
import { readNetwork } from '../../network/read.ts';
import type { Job } from '../../rules/types.ts';
import type { NetworkBook, NetworkSource } from './book.ts';

export interface AwsOptions {
  /** Default: that of the environment. */
  readonly profile?: string | undefined;
  /** Default: that of environment and profile. */
  readonly region?: string | undefined;
}

/**
 * The network as EC2 itself reports it, by the credentials of the caller. Only looks: nothing but Describe and Get
 * is ever sent.
 * @throws Failure exit code 2 when nobody says which region; 3 when EC2 cannot be asked or does not allow it
 */
export async function networkOfAws({ profile, region }: AwsOptions): Promise<NetworkSource & Disposable> {
  const client = readOnly(
    new EC2Client({ ...(profile && { profile }), ...(region && { region }), userAgentAppId: 'train-encrypt' }),
  );
  const where = await client.config.region().catch((error: unknown) => {
    client.destroy();
    throw new Failure('--aws needs to know the region. Give --region, or set AWS_REGION.', {
      exitCode: 2,
      cause: error,
    });
  });
  const look = async (vpc: NonNullable<Job['vpc']>): Promise<Network> => {
    try {
      return await readNetwork(client, vpc);
    } catch (error) {
      throw notRead(error, where, profile);
    }
  };
  return {
    title: `EC2 in ${where}`,
    read: async (vpc) => {
      const network = await look(vpc);
      return { worst: network, best: network, unknown: {}, why: '' };
    },
    book: async (vpc) => bookOf(await look(vpc)),
    [Symbol.dispose]: () => client.destroy(),
  };
}

/** What was found; of what was not nothing is known here. */
const bookOf = ({ vpcs, subnets, securityGroups, prefixLists }: Network): NetworkBook => ({
  vpcs: byId(vpcs),
  subnets: byId(subnets),
  securityGroups: byId(securityGroups),
  prefixLists: new Map(Object.entries(prefixLists)),
});

const byId = <Part extends { readonly id: string }>(parts: readonly Part[]) =>
  new Map(parts.map((part) => [part.id, part]));

/** Lets the client look and do nothing else: any other command is refused before anything is sent. */
export function readOnly(client: EC2Client): EC2Client {
  client.middlewareStack.add(
    (next, { commandName = 'a command without a name' }) =>
      async (args) => {
        if (/^(Describe|Get)[A-Z]/.test(commandName)) return next(args);
        throw new Error(`train-encrypt: lint only looks at EC2, and ${commandName} is no Describe or Get`);
      },
    { step: 'initialize', priority: 'high', name: 'trainEncryptReadOnly', override: true },
  );
  return client;
}

const DENIED = /^(UnauthorizedOperation|AccessDenied|AccessDeniedException|OptInRequired)$/;
const REFUSED =
  /^(AuthFailure|ExpiredToken\w*|RequestExpired|InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClientException)$/;

function notRead(error: unknown, region: string, profile: string | undefined): Failure {
  if (error instanceof Failure) return error;
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  const said = `(${[name, message].filter(Boolean).join(': ').split('\n', 1)[0]?.slice(0, 500)})`;
  const what = /Credentials|Token(Provider|Refresh)|SSO/.test(name)
    ? `no AWS credentials can be had${profile ? ` from the profile ${profile}` : ''} ${said}. Sign in, or name a profile with --profile.`
    : REFUSED.test(name)
      ? `EC2 in ${region} does not accept the credentials ${said}. Sign in again, or name another profile with --profile.`
      : DENIED.test(name)
        ? `EC2 in ${region} does not allow the credentials to look at the network ${said}. ${NEEDED}`
        : `EC2 in ${region} could not be asked ${said}. Try again, or give the network with --network.`;
  return new Failure(what, { exitCode: 3, cause: error });
}

const NEEDED =
  'It takes ec2:DescribeSubnets, DescribeSecurityGroups, DescribeNetworkAcls, DescribeVpcs, DescribeRouteTables, ' +
  'DescribeVpcEndpoints and GetManagedPrefixListEntries.';
