import type { NewFile } from './files.ts';
import type { Project } from './project.ts';

/** The CI services that a job can be written for. */
export const CI_SERVICES = ['github', 'gitlab'] as const;
export type CiService = (typeof CI_SERVICES)[number];

export interface CiFile extends NewFile {
  /** What is left to do, in a line. */
  readonly next: string;
}

/**
 * A job that runs `check` on every change; it needs nothing but what is committed.
 * @param hasPipeline whether there is a .gitlab-ci.yml already, which then includes the job
 */
export function ciFile(service: CiService, project: Project, hasPipeline = false): CiFile {
  if (service === 'github') {
    const path = '.github/workflows/train-encrypt.yml';
    return {
      path,
      text: github(project),
      next: `commit ${path}; add to it the steps that install what your wrapper needs`,
    };
  }
  const path = hasPipeline ? '.gitlab/ci/train-encrypt.yml' : '.gitlab-ci.yml';
  const include = hasPipeline ? `; add to .gitlab-ci.yml: include: [{ local: ${path} }]` : '';
  return {
    path,
    text: gitlab(project),
    next: `commit ${path}; add to it the steps that install what your wrapper needs${include}`,
  };
}

/** By commit: a tag can be moved. */
const ACTIONS = {
  checkout: 'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0',
  node: 'actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444 # v5.0.0',
  python: 'actions/setup-python@e797f83bcb11b83ae66e0230d6156d7c80228e7c # v6.0.0',
  upload: 'actions/upload-artifact@330a01c490aca151604b8cf639adc76d48f6c5d4 # v5.0.0',
};

const REPORTS = '--junit reports/check.xml --sarif reports/check.sarif';

function github({ install, program, python }: Project): string {
  const steps = [
    `- uses: ${ACTIONS.checkout}`,
    `- uses: ${ACTIONS.node}\n  with:\n    node-version: 24`,
    ...(python ? [`- uses: ${ACTIONS.python}\n  with:\n    python-version: '3.12'`] : []),
    '# The kernel confines the wrapper, so that it cannot reach AWS. That needs user namespaces, which Ubuntu restricts.\n' +
      '- run: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
    ...(install.length > 0 ? [] : ['# Install here what your wrapper needs.']),
    ...install.map((command) => `- run: ${command}`),
    `- run: ${program} check --isolation kernel ${REPORTS}`,
    `- uses: ${ACTIONS.upload}\n  if: always()\n  with:\n    name: train-encrypt\n    path: reports/`,
  ];
  return `\
# Judges what the wrappers of train-encrypt.config.ts send, on every change. It calls no AWS and needs no credentials.
name: train-encrypt
on:
  pull_request:
  push:
    branches: [main, master]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    steps:
${indented(steps.join('\n'), 6)}
`;
}

function gitlab({ install, program, python }: Project): string {
  const packages = [
    'nftables',
    'iproute2',
    // Debian's Python keeps packages apart from its own: they go to an environment.
    ...(python ? ['python3-venv'] : []),
  ];
  const before = [
    'apt-get update -qq',
    `apt-get install -y -qq --no-install-recommends ${packages.join(' ')}`,
    ...(python ? ['python3 -m venv .venv', 'export PATH="$PWD/.venv/bin:$PATH"'] : []),
    ...install,
  ];
  return `\
# Judges what the wrappers of train-encrypt.config.ts send, on every change. It calls no AWS and needs no credentials.
train-encrypt:
  image: node:24
  timeout: 20 minutes
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  before_script:
${indented(before.map((command) => `- ${quoted(command)}`).join('\n'), 4)}
  script:
    # The kernel confines the wrapper, so that it cannot reach AWS. That needs user namespaces, which Docker grants to
    # privileged runners; on others use --isolation auto, which reports what was in force.
    - ${program} check --isolation kernel ${REPORTS}
  artifacts:
    when: always
    paths:
      - reports/
    reports:
      junit: reports/check.xml
`;
}

/** Where a plain scalar would be read as something else. */
const quoted = (command: string): string => (/[:#{}[\]"&*!|>%@`]/.test(command) ? `'${command}'` : command);

const indented = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by));
