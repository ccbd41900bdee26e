import { parseArgs } from 'node:util';
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkAclEntryCommand,
  type EC2Client,
  type IpPermission,
} from '@aws-sdk/client-ec2';

/**
 * Carries out the `aws ec2 …` lines that a verdict proposes, through the SDK: so that a proposed line is known to fix
 * what it says it fixes. Knows the subcommands that fixes use and rejects every other.
 */
export async function runEc2Command(ec2: EC2Client, line: string): Promise<void> {
  const [program, service, subcommand, ...rest] = words(line);
  if (program !== 'aws' || service !== 'ec2') throw new Error(`not a line of the AWS CLI: ${line}`);
  const { values } = parseArgs({
    args: rest,
    options: {
      'group-id': { type: 'string' },
      'ip-permissions': { type: 'string' },
      'network-acl-id': { type: 'string' },
      'rule-number': { type: 'string' },
      'rule-action': { type: 'string' },
      protocol: { type: 'string' },
      'port-range': { type: 'string' },
      'cidr-block': { type: 'string' },
      ingress: { type: 'boolean' },
      egress: { type: 'boolean' },
    },
  });
  const permissions = () => ({
    GroupId: values['group-id'],
    IpPermissions: [shorthand(values['ip-permissions'] ?? '') as IpPermission],
  });
  switch (subcommand) {
    case 'authorize-security-group-ingress':
      await ec2.send(new AuthorizeSecurityGroupIngressCommand(permissions()));
      return;
    case 'authorize-security-group-egress':
      await ec2.send(new AuthorizeSecurityGroupEgressCommand(permissions()));
      return;
    case 'create-network-acl-entry':
      await ec2.send(
        new CreateNetworkAclEntryCommand({
          NetworkAclId: values['network-acl-id'],
          RuleNumber: Number(values['rule-number']),
          RuleAction: values['rule-action'] as 'allow',
          Protocol: values.protocol,
          CidrBlock: values['cidr-block'],
          Egress: values.egress ?? false,
          ...(values['port-range'] && { PortRange: shorthand(values['port-range']) }),
        }),
      );
      return;
    default:
      throw new Error(`no fix may use this subcommand: ${line}`);
  }
}

/** Splits as a shell would, as far as single quotes go. */
const words = (line: string) => [...line.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');

/** The AWS CLI's shorthand, as far as fixes use it: `A=1,B=[{C=x}]`. */
function shorthand(text: string): Record<string, unknown> {
  const numbers = new Set(['FromPort', 'ToPort', 'From', 'To']);
  const json = text
    .replaceAll(/([A-Za-z]+)=/g, '"$1":')
    .replaceAll(/("[A-Za-z]+"):([^,[\]{}"]+)/g, (_, key: string, value: string) =>
      numbers.has(key.slice(1, -1)) ? `${key}:${Number(value)}` : `${key}:"${value}"`,
    );
  return JSON.parse(`{${json}}`) as Record<string, unknown>;
}
