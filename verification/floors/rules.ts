import type { ICruiseOptions, IFlattenedRuleSet } from 'dependency-cruiser';

/** Top floor first. A file may import from its own room and from the floors below, never from a floor above. */
export const FLOORS: readonly (readonly string[])[] = [
  ['verification'],
  ['steps'],
  ['support/commands', 'support/main.ts', 'support/cucumber.ts', 'support/index.ts'],
  ['support/audit'],
  ['support/documentation'],
  ['support/wrappers'],
  ['support/lint'],
  ['support/harness.ts', 'support/harness', 'support/client.ts'],
  ['support/gateway'],
  ['support/sagemaker'],
  ['support/engines'],
  ['support/neighbours', 'support/ec2'],
  ['support/findings'],
  ['support/rules', 'support/network'],
  [
    'support/protocol',
    'support/text',
    'support/failure.ts',
    'support/package.ts',
    'support/write-whole.ts',
    'support/through-tsx.ts',
  ],
];

/** A folder, or one file. */
const room = (path: string): string => (path.endsWith('.ts') ? `^${path.replaceAll('.', '\\.')}$` : `^${path}/`);

// Tests may drive a room through the rooms above it: what ships must not.
const TESTS = ['\\.test\\.tsx?$', '/testing/'];

const upward = FLOORS.slice(1).map((floor, index) => ({
  name: `${floor[0]}-looks-up`,
  comment: `${floor.join(', ')}: may not import from the floors above, ${FLOORS.slice(0, index + 1)
    .flat()
    .join(', ')}`,
  severity: 'error' as const,
  from: { path: floor.map(room), pathNot: TESTS },
  to: {
    path: FLOORS.slice(0, index + 1)
      .flat()
      .map(room),
  },
}));

const listed = FLOORS.flat().map(room);

/** The rules of docs/architecture.md, as dependency-cruiser takes them. */
export const RULES: IFlattenedRuleSet = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'What both files need belongs into a third one, type-only imports included.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'on-no-floor',
      comment: 'A new room needs a place in FLOORS.',
      severity: 'error',
      from: { path: '^(support|steps|verification)/', pathNot: [...listed, ...TESTS, '\\.[cm]js$'] },
      to: {},
    },
    ...upward,
  ],
};

export const OPTIONS: ICruiseOptions = {
  tsPreCompilationDeps: true,
  doNotFollow: { path: ['node_modules'] },
  exclude: { path: ['^dist/', '^reports/', '^examples/'] },
};
