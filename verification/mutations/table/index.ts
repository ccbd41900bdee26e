import type { Mutation } from '../mutation.ts';
import { aftermath } from './aftermath.ts';
import { ec2 } from './ec2.ts';
import { jobs } from './jobs.ts';
import { network } from './network.ts';
import { policies } from './policies.ts';
import { protocol } from './protocol.ts';
import { rules } from './rules.ts';
import { time } from './time.ts';

/** Everything that is broken on purpose beside whole rules: from the reader of networks to the wire. */
export const table: readonly Mutation[] = [
  ...network,
  ...rules,
  ...jobs,
  ...policies,
  ...aftermath,
  ...time,
  ...ec2,
  ...protocol,
];
