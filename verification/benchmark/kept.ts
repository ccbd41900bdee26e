// What a job weighs that has ended, and how long a large network is judged: prints both as JSON. With --expose-gc.

import { EC2Client } from '@aws-sdk/client-ec2';
import type { Network, Permission } from '../../support/network/model.ts';
import { reachability } from '../../support/network/reachability.ts';
import { createSageMaker } from '../../support/sagemaker/index.ts';
import { createInstantClock } from '../../support/sagemaker/life/instant-clock.ts';
import { type Ask, training } from './requests.ts';

const JOBS = 5_000;
const caller = { account: '111122223333', region: 'eu-central-1' };
const ec2 = new EC2Client({ region: caller.region });
const clock = createInstantClock();
const stub = createSageMaker({ ec2: () => ec2, clock: () => clock, rules: { mode: 'documented', strict: false } });

async function ask({ operation, body }: Ask): Promise<void> {
  const headers = { 'x-amz-target': `SageMaker.${operation}`, 'content-type': 'application/x-amz-json-1.1' };
  const request = {
    caller,
    requestId: '',
    method: 'POST',
    path: '/',
    headers,
    body: Buffer.from(JSON.stringify(body)),
  };
  const { status, body: answer } = await stub.handle(request);
  if (status !== 200) throw new Error(String(answer));
}

async function make(prefix: string, count: number): Promise<number> {
  for (let index = 0; index < count; index += 1) await ask(training(`${prefix}-${index}`));
  await ask({ operation: 'DescribeTrainingJob', body: { TrainingJobName: `${prefix}-0` } });
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const before = await make('warm-up', 500);
const bytesPerJob = ((await make('kept', JOBS)) - before) / JOBS;

/** A thousand groups with a hundred rules each, of which only one speaks of encryption. */
function large(): Network {
  const others = Array.from(
    { length: 100 },
    (_, port): Permission => ({
      protocol: 6,
      ports: { from: port, to: port },
      peer: { kind: 'cidr', cidr: `10.1.${port}.0/24` },
    }),
  );
  const groups = Array.from({ length: 1_000 }, (_, index) => {
    const id = `sg-${index}`;
    const own: readonly Permission[] = index === 999 ? [{ protocol: 'all', peer: { kind: 'group', id } }] : [];
    return { id, name: id, vpc: 'vpc-1', ingress: [...others, ...own], egress: [...others, ...own] };
  });
  const acl = { id: 'acl-1', entries: [] };
  const subnet = {
    id: 'subnet-1',
    vpc: 'vpc-1',
    cidr: '10.0.0.0/24',
    zone: 'a',
    freeAddresses: 250,
    acl,
    s3: 'none',
  } as const;
  return {
    vpcs: [{ id: 'vpc-1', cidrs: ['10.0.0.0/16'], tenancy: 'default' }],
    subnets: [subnet],
    securityGroups: groups,
    unknownSubnets: [],
    unknownSecurityGroups: [],
    prefixLists: {},
  };
}

const network = large();
const times: number[] = [];
for (let run = 0; run < 15; run += 1) {
  const started = performance.now();
  if (!reachability(network).reachable) throw new Error('the network should let the traffic through');
  times.push(performance.now() - started);
}
const judged = times.sort((a, b) => a - b)[7] ?? 0;
process.stdout.write(JSON.stringify({ bytesPerJob, judged }));
process.exit(0);
