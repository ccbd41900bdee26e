/** The security group permissions that a form gives, wherever an operation has its place for them. */
export interface FormPermission {
  readonly protocol: string;
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** Address ranges of either family, as given. */
  readonly cidrs: readonly { readonly cidr: string; readonly family: 'IPv4' | 'IPv6' }[];
  /** The parameter's full name in the form: `IpPermissions.1.FromPort`. */
  readonly key: (member: string) => string;
}

/** `IpPermissions.1.` and its like; nothing where the parameters stand alone. */
const PLACES = /^(IpPermissions\.\d+\.|SecurityGroupRule\.\d+\.SecurityGroupRule\.|)IpProtocol$/;
const IPV4 = /^(?:IpRanges\.\d+\.)?(?:CidrIp|CidrIpv4)$/;
const IPV6 = /^(?:Ipv6Ranges\.\d+\.)?CidrIpv6$/;

export function permissionsIn(form: URLSearchParams): FormPermission[] {
  return [...form.keys()].flatMap((name) => {
    const place = PLACES.exec(name)?.[1];
    return place === undefined ? [] : [permissionAt(place, form)];
  });
}

function permissionAt(place: string, form: URLSearchParams): FormPermission {
  const key = (member: string) => place + member;
  const number = (member: string) => {
    const text = form.get(key(member));
    return text === null || !/^-?\d+$/.test(text) ? undefined : Number(text);
  };
  return {
    protocol: form.get(key('IpProtocol')) ?? '',
    from: number('FromPort'),
    to: number('ToPort'),
    cidrs: [...form].flatMap(([name, cidr]): FormPermission['cidrs'][number][] => {
      if (!name.startsWith(place)) return [];
      const member = name.slice(place.length);
      if (IPV4.test(member)) return [{ cidr, family: 'IPv4' }];
      return IPV6.test(member) ? [{ cidr, family: 'IPv6' }] : [];
    }),
    key,
  };
}

/** Operations that take permissions to allow or to take away. */
export const PERMISSION_OPERATIONS = [
  'AuthorizeSecurityGroupIngress',
  'AuthorizeSecurityGroupEgress',
  'RevokeSecurityGroupIngress',
  'RevokeSecurityGroupEgress',
  'ModifySecurityGroupRules',
] as const;

/** Whether ports mean anything for a protocol. All traffic (`-1`) is taken without them everywhere. */
export const hasPorts = (protocol: string) => !/^\d{1,3}$/.test(protocol) || ['1', '6', '17', '58'].includes(protocol);
