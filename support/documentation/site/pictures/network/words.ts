import { flowName } from '../../../../network/words.ts';
import { nameOf } from '../../../../rules/finding.ts';
import { counted, listed, plural } from '../../../../text/words.ts';
import type { PictureTable } from '../types.ts';
import type { Gate, Mark, Story } from './story.ts';

// What a drawing says, in words, for people who cannot see it.

export const gateName = ({ flow, direction }: Gate): string => `${flowName(flow)} ${direction}`;

export function gateHow({ mark, how }: Gate): string {
  if (mark === 'not-needed') return 'missing, not needed';
  return mark === 'too-broad' ? `too broad: ${how}` : how;
}

export const MARK_NAMES: Readonly<Record<Mark, string>> = {
  documented: 'passes as documented',
  broader: 'passes by something broader',
  'too-broad': 'passes, but not as documented',
  missing: 'missing',
  'not-needed': 'missing, but nothing depends on it',
  clear: 'not encrypted',
  unknown: 'not known',
};

export function instancesOf({ job: { instances, instanceTypes } }: Story): string {
  const types = listed(instanceTypes);
  if (instances === 0) return types ? `${types}, number not given` : 'number of instances not given';
  if (types) return `${instances} × ${types}`;
  return counted(instances, 'instance');
}

export function titleOf(story: Story): string {
  return `Network of ${nameOf(story.job)}`;
}

export function altOf(story: Story): string {
  const { job, vpcs, gates, stops, notes, instead, peer } = story;
  const where = vpcs.map((vpc) => {
    if (vpc.kind === 'service') return 'a VPC that the service manages';
    const places = vpc.zones.flatMap((zone) => zone.places);
    const parts = [
      places.length > 0 && counted(places.length, 'subnet'),
      vpc.groups.length > 0 &&
        `security ${plural(vpc.groups.length, 'group')} ${listed(
          vpc.groups.map(({ id }) => id),
          5,
        )}`,
    ].filter((part) => part !== false);
    return `${vpc.kind === 'nowhere' ? vpc.id : `VPC ${vpc.id}`}: ${listed(parts)}`;
  });
  const flows = gates.map(
    (gate) =>
      `${gateName(gate)} ${gate.mark === 'missing' || gate.mark === 'not-needed' ? `is ${gateHow(gate)}` : `passes, ${gateHow(gate)}`}`,
  );
  const sentences = [
    `${nameOf(job)}, ${job.operation}, ${instancesOf(story)}, in ${where.join('; ')}.`,
    ...flows.map((flow) => `${flow}.`),
    ...stops.map(({ text, where }) => `Network ACL ${text}, ${where}.`),
    ...(instead ? [`The traffic between instances: ${instead.text}.`] : []),
    ...(peer === 'none' ? ['One instance: it has no other to talk to.'] : []),
    ...notes.map(({ text }) => text),
    'Where instances are placed is modelled.',
  ];
  return sentences.join(' ');
}

export function tableOf(story: Story): PictureTable {
  const places = story.vpcs.flatMap((vpc) => vpc.zones.flatMap((zone) => zone.places.map((place) => ({ vpc, place }))));
  return {
    caption: titleOf(story),
    head: ['Part', 'Where', 'How it stands'],
    rows: [
      ...story.gates.map((gate) => [
        gateName(gate),
        listed(gate.groups, 5) || 'no security group',
        [gateHow(gate), ...gate.closestMatches].join('; '),
      ]),
      ...story.stops.map(({ acl, text, where }) => [`network ACL ${acl}`, where, text]),
      ...(story.instead ? [['traffic between instances', 'everywhere', story.instead.text]] : []),
      ...places.map(({ vpc, place }) => [
        place.subnet ? `subnet ${place.subnet.id}` : 'VPC that the service manages',
        [place.zone, place.subnet?.cidr, vpc.kind === 'private' ? vpc.id : ''].filter(Boolean).join(', '),
        vpc.kind === 'nowhere' ? vpc.id : placedWords(place.drawn.length + place.more),
      ]),
      ...story.notes.map(({ rule, text }) => [rule ?? 'note', 'the job', text]),
    ],
  };
}

function placedWords(count: number): string {
  return `${counted(count, 'instance')} (modelled placement)`;
}
