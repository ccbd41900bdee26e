import type { Situation } from '../types.ts';
import { deniedWithoutFlag } from './denied-without-flag.ts';
import { documented } from './documented.ts';
import { espMissing } from './esp-missing.ts';
import { heterogeneous } from './heterogeneous.ts';
import { noRules } from './no-rules.ts';
import { noSubnets } from './no-subnets.ts';
import { noVpc } from './no-vpc.ts';
import { oneInstance } from './one-instance.ts';
import { throttledTwice } from './throttled-twice.ts';
import { wrongVpc } from './wrong-vpc.ts';

/** Every situation, the happy path first. */
export const situations: readonly Situation[] = [
  documented,
  noRules,
  espMissing,
  wrongVpc,
  noVpc,
  noSubnets,
  oneInstance,
  heterogeneous,
  throttledTwice,
  deniedWithoutFlag,
];
