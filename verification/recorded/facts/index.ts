import type { Fact } from '../fact.ts';
import { identities } from './identities.ts';
import { jobs } from './jobs.ts';
import { networks } from './networks.ts';
import { objects } from './objects.ts';
import { securityGroups } from './security-groups.ts';

/** Every recorded fact about what is answered here. */
export const FACTS: readonly Fact[] = [...securityGroups, ...networks, ...identities, ...objects, ...jobs];
