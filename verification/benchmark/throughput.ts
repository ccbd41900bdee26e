import { fileURLToPath } from 'node:url';
import { Client, rate, training } from './requests.ts';
import type { Row } from './rows.ts';
import { Samples } from './samples.ts';
import { motoCommand, Server } from './servers.ts';

const IN_FLIGHT = 8;
const ROUNDS = 5;

/** Requests a second with 8 in flight, over kept connections. Run by turns with the echo. */
export async function throughputRows(program: readonly string[], requests: number): Promise<readonly Row[]> {
  await using echoServer = await Server.start([process.execPath, fileURLToPath(new URL('echo.ts', import.meta.url))]);
  await using server = await Server.start([...program, 'serve', '--port', '0']);
  const motoStart = await motoCommand();
  await using moto = motoStart && (await Server.start(motoStart));
  using echo = new Client(echoServer.url);
  using ours = new Client(server.url);
  using other = moto && new Client(moto.url);
  const vpc = await networkOf(ours);

  const names = (prefix: string, client: Client, within?: typeof vpc) => {
    let count = 0;
    return () => {
      count += 1;
      return client.sageMaker(training(`${prefix}-${count}`, within));
    };
  };
  await ours.sageMaker(training('described'));
  await other?.sageMaker(training('described'));
  let pairs = 0;
  const pair = async () => {
    pairs += 1;
    const name = `pair-${pairs}`;
    await ours.sageMaker(training(name));
    await ours.sageMaker({ operation: 'DescribeTrainingJob', body: { TrainingJobName: name } });
  };
  const describe = { operation: 'DescribeTrainingJob', body: { TrainingJobName: 'described' } };
  const list = { operation: 'ListTrainingJobs', body: { MaxResults: 10 } };
  const works: Record<string, () => Promise<unknown>> = {
    echo: names('echo', echo),
    create: names('job', ours),
    vpc: names('in-vpc', ours, vpc),
    describe: () => ours.sageMaker(describe),
    list: () => ours.sageMaker(list),
    pair,
    ...(other && {
      motoCreate: names('job', other),
      motoDescribe: () => other.sageMaker(describe),
      motoList: () => other.sageMaker(list),
    }),
  };
  const rates = new Samples();
  /** Whatever has become due is done, for the jobs of both kinds that were created since. Milliseconds. */
  const catchUp = async () => {
    const started = performance.now();
    // The second look at a job finds it ended, and all others.
    for (let look = 0; look < 2; look += 1) await ours.sageMaker(describe);
    return performance.now() - started;
  };
  for (const [name, work] of Object.entries(works)) await rate(share(name, requests) / 2, IN_FLIGHT, work);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, work] of Object.entries(works)) {
      if (name === 'describe') rates.add('life', (await catchUp()) / (2 * share('create', requests)));
      rates.add(name, await rate(share(name, requests), IN_FLIGHT, work));
    }
  }
  const of = (name: string) => rates.median(name);
  const row = (what: string, name: string, motoName: string | undefined, factor: number): Row => ({
    what,
    ours: of(name),
    unit: '/s',
    beside: { echo: of('echo'), ...(motoName && rates.has(motoName) && { moto: of(motoName) }) },
    goal: { kind: 'at-least', factor, of: 'echo' },
  });
  return [
    row('CreateTrainingJob', 'create', 'motoCreate', 0.5),
    ...(other
      ? [
          {
            what: 'CreateTrainingJob beside moto',
            ours: of('create'),
            unit: '/s',
            beside: { moto: of('motoCreate') },
            goal: { kind: 'at-least', factor: 10, of: 'moto' },
          } as const,
        ]
      : []),
    row('CreateTrainingJob in a VPC, rules and reachability', 'vpc', undefined, 0.3),
    row('DescribeTrainingJob', 'describe', 'motoDescribe', 0.5),
    row('ListTrainingJobs, ten', 'list', 'motoList', 0.5),
    {
      what: 'created and described by turns, pairs',
      ours: of('pair'),
      unit: '/s',
      beside: { echo: of('echo') },
    },
    { what: "a job's whole life, half of them in a VPC", ours: of('life'), unit: 'ms', beside: {} },
  ];
}

/** Moto takes so much longer that it gets fewer. */
const share = (name: string, requests: number): number =>
  Math.max(IN_FLIGHT, Math.round(name.startsWith('moto') ? requests / 10 : requests));

/** A private network whose security group lets its members encrypt. */
async function networkOf(client: Client): Promise<{ readonly subnet: string; readonly group: string }> {
  const read = (text: string, pattern: RegExp) => pattern.exec(text)?.[0] ?? '';
  const vpc = read(await client.ec2({ Action: 'CreateVpc', CidrBlock: '10.0.0.0/16' }), /(?<=<vpcId>)[^<]+/);
  const subnet = read(
    await client.ec2({ Action: 'CreateSubnet', VpcId: vpc, CidrBlock: '10.0.0.0/20' }),
    /(?<=<subnetId>)[^<]+/,
  );
  const group = read(
    await client.ec2({
      Action: 'CreateSecurityGroup',
      VpcId: vpc,
      GroupName: 'training',
      GroupDescription: 'training',
    }),
    /(?<=<groupId>)[^<]+/,
  );
  const to = { 'IpPermissions.1.Groups.1.GroupId': group, 'IpPermissions.2.Groups.1.GroupId': group };
  await client.ec2({
    Action: 'AuthorizeSecurityGroupIngress',
    GroupId: group,
    'IpPermissions.1.IpProtocol': 'udp',
    'IpPermissions.1.FromPort': '500',
    'IpPermissions.1.ToPort': '500',
    'IpPermissions.2.IpProtocol': '50',
    ...to,
  });
  return { subnet, group };
}
