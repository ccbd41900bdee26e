/** A packet that went around the proxy, and was stopped. */
export interface StoppedAttempt {
  /** As the system calls it: `tcp`, `udp`, `icmp`, `ipv6-icmp`; `dns` for a name that was asked for. */
  readonly protocol: string;
  /** An address, or the name that was asked for. */
  readonly host: string;
  /** Of TCP and UDP. */
  readonly port?: number;
}

/** Different destinations that are kept: a command that scans must not fill memory. */
export const MOST_ATTEMPTS = 1_000;

/**
 * Rules for nft(8): what leaves for elsewhere than this sandbox is written down, then refused at once, so that nobody
 * waits for an answer. Multicast that the system itself sends is left out.
 */
export const RULES = `
table inet train_encrypt {
  set ipv4 { type inet_proto . ipv4_addr . inet_service; size ${MOST_ATTEMPTS}; flags dynamic; }
  set ipv6 { type inet_proto . ipv6_addr . inet_service; size ${MOST_ATTEMPTS}; flags dynamic; }
  set ipv4_without_port { type inet_proto . ipv4_addr; size ${MOST_ATTEMPTS}; flags dynamic; }
  set ipv6_without_port { type inet_proto . ipv6_addr; size ${MOST_ATTEMPTS}; flags dynamic; }
  chain out {
    type filter hook output priority 0; policy drop;
    ip daddr 127.0.0.0/8 accept
    ip6 daddr ::1 accept
    ip6 daddr ff02::/16 drop
    meta nfproto ipv4 meta l4proto { tcp, udp } update @ipv4 { meta l4proto . ip daddr . th dport }
    meta nfproto ipv6 meta l4proto { tcp, udp } update @ipv6 { meta l4proto . ip6 daddr . th dport }
    meta nfproto ipv4 meta l4proto != { tcp, udp } update @ipv4_without_port { meta l4proto . ip daddr }
    meta nfproto ipv6 meta l4proto != { tcp, udp } update @ipv6_without_port { meta l4proto . ip6 daddr }
    meta l4proto tcp reject with tcp reset
    reject with icmpx admin-prohibited
  }
}
`;

interface Element {
  readonly concat?: readonly (string | number)[];
}

/** Reads what `nft --json list sets` prints: https://manpages.debian.org/libnftables-json. Throws for what is no JSON. */
export function readAttempts(listed: string): readonly StoppedAttempt[] {
  if (listed.trim() === '') return [];
  const { nftables } = JSON.parse(listed) as {
    readonly nftables: readonly {
      readonly set?: { readonly elem?: readonly (Element | { readonly elem: unknown })[] };
    }[];
  };
  return nftables.flatMap(({ set }) =>
    (set?.elem ?? []).flatMap((element) => {
      // With a counter or a timeout an element is wrapped.
      const { concat } = element as Element;
      const [protocol, host, port] = concat ?? ((element as { elem?: { val?: Element } }).elem?.val?.concat || []);
      if (protocol === undefined || host === undefined) return [];
      return { protocol: String(protocol), host: String(host), ...(port !== undefined && { port: Number(port) }) };
    }),
  );
}

/** Addresses at which credentials are handed out. Sources: AWS's pages on instance metadata, task roles, pod identity. */
const KNOWN: Readonly<Record<string, string>> = {
  '169.254.169.254': 'instance metadata',
  'fd00:ec2::254': 'instance metadata',
  '169.254.170.2': 'container credentials',
  '169.254.170.23': 'pod identity credentials',
  'fd00:ec2::23': 'pod identity credentials',
};

/** `TCP 169.254.169.254:80 (instance metadata)`, `DNS for example.com` */
export function describeAttempt({ protocol, host, port }: StoppedAttempt): string {
  if (protocol === 'dns') return `DNS for ${host}`;
  const address = port === undefined ? host : `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const known = KNOWN[host];
  return `${protocol.toUpperCase()} ${address}${known === undefined ? '' : ` (${known})`}`;
}
