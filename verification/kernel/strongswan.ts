import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../../support/failure.ts';
import type { Network } from '../../support/network/model.ts';
import * as a from '../../support/network/testing/sample.ts';
import { aclsRuleset } from './acls.ts';
import type { Agent } from './agent.ts';
import { groupsRuleset } from './groups.ts';
import type { Instance } from './instance.ts';

/** What was shown, what was shown to be otherwise, or why it could not be tried. */
export type Shown = { readonly is: boolean; readonly what: string } | { readonly is: undefined; readonly what: string };

/** A data packet between the instances, which IPsec is to protect. */
const DATA_PORT = 7000;

const INSTANCES: readonly Instance[] = [
  { subnet: 'subnet-0', version: 4, address: '10.0.0.4' },
  { subnet: 'subnet-1', version: 4, address: '10.0.1.4' },
];

const documented = a.network();
const self = a.toGroup('sg-1');
/** The documented network, but that its members may exchange nothing else. */
const only = (traffic: typeof a.IKE): Network => {
  const rows = [a.line(traffic, self)];
  return a.network({ securityGroups: [a.group('sg-1', { ingress: rows, egress: rows })] });
};

/**
 * strongSwan on two instances of the documented network: negotiates keys by IKE on UDP 500, and exchanges data by ESP
 * where the kernel has it; and the same with either closed, which must fail. It is never moved to UDP 4500: ESP within
 * UDP would prove nothing about protocol 50.
 */
export async function strongswan(agent: Agent): Promise<readonly Shown[]> {
  const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-strongswan-'));
  try {
    return await tryOut(agent, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tryOut(agent: Agent, folder: string): Promise<readonly Shown[]> {
  await agent.place(INSTANCES);
  await filter(agent, documented);
  const programs = await agent.run(0, ['sh', '-c', 'command -v charon-systemd && command -v swanctl']);
  if (programs.code !== 0) {
    return [{ is: undefined, what: 'strongSwan is not installed: apt-get install strongswan-swanctl charon-systemd' }];
  }
  for (const side of [0, 1]) await startDaemon(agent, folder, side);

  const established = async (network: Network) => {
    await filter(agent, network);
    const { code } = await swanctl(agent, folder, 0, ['--initiate', '--ike', 'peer', '--timeout', '4']);
    const both = await Promise.all(
      [0, 1].map(async (side) => (await swanctl(agent, folder, side, ['--list-sas'])).output),
    );
    await filter(agent, documented);
    for (const side of [0, 1])
      await swanctl(agent, folder, side, ['--terminate', '--ike', 'peer', '--force', '--timeout', '4']);
    return code === 0 && both.every((listed) => listed.includes('ESTABLISHED'));
  };
  const shown: Shown[] = [];
  const open = await established(documented);
  shown.push({ is: open, what: `IKE negotiates keys in the documented network: ${open ? 'yes' : 'no'}` });
  const closed = await established(only(a.ESP));
  shown.push({ is: !closed, what: `with UDP 500 closed IKE ${closed ? 'still negotiates keys' : 'fails'}` });
  return [...shown, ...(await data(agent, folder))];
}

async function data(agent: Agent, folder: string): Promise<readonly Shown[]> {
  const why = await withoutEsp(agent);
  if (why !== undefined) return [{ is: undefined, what: `no ESP was exchanged: ${why}` }];
  const shown: Shown[] = [];
  for (const [network, expected, name] of [
    [documented, true, 'in the documented network'],
    [only(a.IKE), false, 'with ESP closed'],
  ] as const) {
    await filter(agent, network);
    const { code, output } = await swanctl(agent, folder, 0, ['--initiate', '--child', 'data', '--timeout', '8']);
    if (code !== 0)
      shown.push({ is: false, what: `${name} no keys for ESP were negotiated: ${output.trim().split('\n').at(-1)}` });
    else {
      const arrived = await exchanged(agent);
      const { acls } = await agent.count();
      const seen = `${acls.watched_esp ?? 0} ESP packets and ${acls.watched_clear ?? 0} unencrypted ones passed the router`;
      const holds =
        arrived === expected && (acls.watched_clear ?? 0) === 0 && (!expected || (acls.watched_esp ?? 0) > 0);
      shown.push({ is: holds, what: `${name} data ${arrived ? 'arrives' : 'does not arrive'}; ${seen}` });
    }
    await filter(agent, documented);
    for (const side of [0, 1])
      await swanctl(agent, folder, side, ['--terminate', '--ike', 'peer', '--force', '--timeout', '4']);
  }
  return shown;
}

/** Why this kernel cannot encrypt; `undefined` when it can. */
async function withoutEsp(agent: Agent): Promise<string | undefined> {
  const state = 'src 10.0.0.4 dst 10.0.1.4 proto esp spi 0x100'.split(' ');
  const keys = ['enc', 'cbc(aes)', `0x${'11'.repeat(16)}`, 'auth', 'hmac(sha256)', `0x${'22'.repeat(32)}`];
  const { code, output } = await agent.run(0, ['ip', 'xfrm', 'state', 'add', ...state, 'mode', 'transport', ...keys]);
  if (code !== 0) return `this kernel has no ESP (ip xfrm state add: ${output.trim()})`;
  await agent.run(0, ['ip', 'xfrm', 'state', 'flush']);
  return undefined;
}

/** What the router sees is counted; the groups are asked about ESP, not about what is in it. */
async function filter(agent: Agent, network: Network): Promise<void> {
  const groups = groupsRuleset(network, INSTANCES, ['in', 'out'])
    .replace(/(hook input .*\n)/, '$1meta ipsec exists accept\n')
    .replace(/(hook output .*\n)/, '$1rt ipsec exists accept\n');
  await agent.filter(groups, `${aclsRuleset(network, INSTANCES, ['in', 'out'])}${WATCH}`);
}

const WATCH = `table inet watch {
counter watched_esp {
}
counter watched_clear {
}
chain seen {
type filter hook prerouting priority 0; policy accept;
meta l4proto 50 counter name watched_esp
udp dport ${DATA_PORT} counter name watched_clear
}
}
`;

const RECEIVE = `import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(('', ${DATA_PORT}))
s.settimeout(60)
data, sender = s.recvfrom(100)
s.sendto(data, sender)`;

const SEND = `import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(('', ${DATA_PORT}))
s.settimeout(0.5)
for _ in range(6):
    try:
        s.sendto(b'gradients', ('${INSTANCES[1]?.address}', ${DATA_PORT}))
        raise SystemExit(0 if s.recv(100) == b'gradients' else 1)
    except (TimeoutError, PermissionError):
        pass
raise SystemExit(1)`;

/** Whether data got there and back. */
async function exchanged(agent: Agent): Promise<boolean> {
  await agent.start(1, ['python3', '-c', RECEIVE]);
  const { code } = await agent.run(0, ['python3', '-c', SEND]);
  return code === 0;
}

async function startDaemon(agent: Agent, folder: string, side: number): Promise<void> {
  const own = join(folder, String(side));
  mkdirSync(own);
  writeFileSync(join(own, 'strongswan.conf'), daemonConfig(own));
  writeFileSync(join(own, 'swanctl.conf'), connection(side));
  await agent.start(side, ['charon-systemd'], { STRONGSWAN_CONF: join(own, 'strongswan.conf') });
  for (let tries = 0; ; tries++) {
    const loaded = await swanctl(agent, folder, side, [
      '--load-all',
      '--file',
      join(own, 'swanctl.conf'),
      '--noprompt',
    ]);
    if (loaded.code === 0) return;
    if (tries === 40) throw new Failure(`strongSwan does not start: ${loaded.output.trim()}`, { exitCode: 3 });
    await pause(100);
  }
}

function swanctl(agent: Agent, folder: string, side: number, options: readonly string[]) {
  const own = join(folder, String(side));
  const [action = '', ...rest] = options;
  return agent.run(side, ['swanctl', action, '--uri', `unix://${join(own, 'vici')}`, ...rest], {
    STRONGSWAN_CONF: join(own, 'strongswan.conf'),
    SWANCTL_DIR: own,
  });
}

// Named one by one: kernel-libipsec, which speaks ESP within UDP only, is not to stand in for the kernel.
const PLUGINS = 'random nonce aes sha1 sha2 hmac kdf drbg gmp curve25519 openssl kernel-netlink socket-default vici';

const daemonConfig = (own: string): string => `charon-systemd {
  load = ${PLUGINS}
  install_routes = no
  retransmit_tries = 1
  retransmit_timeout = 1
  filelog {
    log {
      path = ${join(own, 'log')}
      default = 1
    }
  }
  plugins {
    vici {
      socket = unix://${join(own, 'vici')}
    }
  }
}
swanctl {
  load = random
}
`;

function connection(side: number): string {
  const [own, other] = [INSTANCES[side]?.address, INSTANCES[1 - side]?.address];
  return `connections {
  peer {
    version = 2
    mobike = no
    encap = no
    local_addrs = ${own}
    remote_addrs = ${other}
    proposals = aes128-sha256-curve25519,aes128-sha256-modp2048
    local {
      auth = psk
      id = ${own}
    }
    remote {
      auth = psk
      id = ${other}
    }
    children {
      data {
        mode = transport
        local_ts = ${own}/32[udp/${DATA_PORT}]
        remote_ts = ${other}/32[udp/${DATA_PORT}]
        esp_proposals = aes128-sha256
      }
    }
  }
}
secrets {
  ike-peer {
    secret = "of this test only"
  }
}
`;
}
