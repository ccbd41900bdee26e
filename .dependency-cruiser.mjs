// Who may import whom: docs/architecture.md describes the floors. verification/floors.test.ts holds them.

/** Top floor first. A file may import from its own room and from the floors below, never from a floor above. */
export const FLOORS = [
  ['verification'],
  ['steps'],
  ['support/commands', 'support/main.ts'],
  ['support/documentation'],
  ['support/wrappers'],
  ['support/lint'],
  ['support/index.ts', 'support/harness.ts', 'support/harness', 'support/client.ts'],
  ['support/gateway'],
  ['support/sagemaker'],
  ['support/engines'],
  ['support/neighbours', 'support/ec2'],
  ['support/findings'],
  ['support/rules', 'support/network'],
  ['support/protocol', 'support/text', 'support/failure.ts', 'support/package.ts'],
];

/** A folder, or one file. */
const room = (path) => (path.endsWith('.ts') ? `^${path.replaceAll('.', '\\.')}$` : `^${path}/`);

const upward = FLOORS.map((floor, index) => ({
  name: `floor-${FLOORS.length - index}-looks-up`,
  comment: `${floor.join(', ')} may not import from the floors above: see docs/architecture.md`,
  severity: 'error',
  from: { path: floor.map(room) },
  to: { path: FLOORS.slice(0, index).flat().map(room) },
})).filter(({ to }) => to.path.length > 0);

export default {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Move what both need to a file of its own, type-only imports included.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...upward,
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^reports/', '^examples/'] },
  },
};
