import { FLOWS } from '../network/flows.ts';
import type { FlowVerdict } from '../network/reachability.ts';
import { flowName } from '../network/words.ts';
import { listed } from '../text/words.ts';

/** What is there and what is not, flow by flow: `ESP in: yes; ESP out: missing`. */
export function closestMatchOf(flows: readonly FlowVerdict[], groups: number): string {
  const byFlow = FLOWS.flatMap((name) => flows.filter(({ flow }) => flow === name));
  return byFlow.map((flow) => `${flowName(flow.flow)} ${flow.direction}: ${standingOf(flow, groups)}`).join('; ');
}

/** `yes`, `yes (default egress)`, `missing (port 50 is not protocol 50)`; with several groups, by which of them. */
function standingOf({ standing, by, how, closestMatches }: FlowVerdict, groups: number): string {
  if (standing === 'missing') return closestMatches.length > 0 ? `missing (${closestMatches.join(' · ')})` : 'missing';
  const which = groups > 1 ? listed([...new Set(by.map(({ group }) => group.id))]) : '';
  const words = [which, standing === 'broader' ? how : ''].filter((word) => word !== '').join(': ');
  return words ? `yes (${words})` : 'yes';
}
