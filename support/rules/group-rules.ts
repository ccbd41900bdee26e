import type { Direction, Flow, Network } from '../network/model.ts';
import type { FlowVerdict } from '../network/reachability.ts';
import { flowName } from '../network/words.ts';
import { listed, plural } from '../text/words.ts';
import { closestMatchOf } from './closest-match.ts';
import { finding, nameOf, notHeld } from './finding.ts';
import { authorizeLine, groupToFix } from './fix.ts';
import { encryptedTraffic, hasPairs } from './situation.ts';
import type { Finding, Job, Rule, Situation } from './types.ts';

/** What the inbound and the outbound rule have in common: everything but the way. */
export function checkGroups(rule: Rule, direction: Direction, situation: Situation): readonly Finding[] {
  const traffic = encryptedTraffic(situation);
  if (!traffic) return [];
  const { job, options } = situation;
  const { network, reachability } = traffic;
  const flows = reachability.flows.filter((flow) => flow.direction === direction);
  const accepted = options.strict ? ['documented'] : ['documented', 'broader'];
  const lacking = flows.filter(({ standing }) => !accepted.includes(standing));
  if (lacking.length === 0) return [held(rule, direction, network, flows)];

  const group = groupToFix(network, reachability.flows);
  const failure = `${nameOf(job)} requests encryption, but ${shortfall(direction, network, lacking)}`;
  return [
    finding(rule, {
      ...(hasPairs(job) ? notHeld(options) : { outcome: 'advice' }),
      text: hasPairs(job) ? `${failure}.` : `${failure}; ${noPair(job)}.`,
      closestMatch: closestMatchOf(reachability.flows, network.securityGroups.length),
      fix: group ? lacking.map(({ flow }) => authorizeLine(group.id, direction, flow)) : [],
      flows,
    }),
  ];
}

function held(rule: Rule, direction: Direction, network: Network, flows: readonly FlowVerdict[]): Finding {
  const broader = flows.filter(({ standing }) => standing === 'broader');
  const lets = `${groupsOf(network)} ${plural(network.securityGroups.length, 'lets', 'let')}`;
  const [way, other] = direction === 'in' ? ['in', 'from'] : ['out', 'to'];
  if (broader.length === 0) {
    const text = `${sentence(lets)} UDP 500 and ESP ${way} ${other} the group itself, as documented.`;
    return finding(rule, { outcome: 'holds', text, flows });
  }
  const text = `${sentence(lets)} ${namesOf(broader)} ${way} by something broader than documented: ${howOf(broader)}.`;
  return finding(rule, { outcome: 'broader', text, flows });
}

function shortfall(direction: Direction, network: Network, lacking: readonly FlowVerdict[]): string {
  const one = network.securityGroups.length === 1;
  const missing = lacking.filter(({ standing }) => standing === 'missing');
  const broader = lacking.filter(({ standing }) => standing === 'broader');
  const [way, other] = direction === 'in' ? ['in', 'from'] : ['out', 'to'];
  const parts = [
    missing.length > 0 &&
      `${one ? 'does' : 'do'} not let ${namesOf(missing)} ${way} ${other} every instance of the job`,
    broader.length > 0 &&
      `${one ? 'lets' : 'let'} ${namesOf(broader)} ${way} only by something broader than documented: ${howOf(broader)}`,
  ];
  return `its ${groupsOf(network)} ${parts.filter((part) => part !== false).join(', and ')}`;
}

const noPair = ({ instances }: Job): string =>
  instances === 1
    ? 'it has one instance, so nothing depends on that'
    : 'nothing depends on that unless it gets several instances';

const namesOf = (flows: readonly { readonly flow: Flow }[]): string => listed(flows.map(({ flow }) => flowName(flow)));

const howOf = (flows: readonly FlowVerdict[]): string => listed([...new Set(flows.map(({ how }) => how))]);

const groupsOf = ({ securityGroups }: Network): string =>
  `security ${plural(securityGroups.length, 'group')} ${listed(
    securityGroups.map(({ id }) => id),
    5,
  )}`;

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
