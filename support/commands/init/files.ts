import { dayOf } from '../../findings/exception.ts';
import type { Situation } from '../../wrappers/types.ts';

/** A file to be written: its path from the working folder, with slashes, and its text. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** The command of the example. */
const EXAMPLE = ['python', 'launch.py'];

/**
 * What a project needs to begin with.
 * @param name of the wrapper
 * @param now an exception in the example counts for three months from here
 * @param command program and arguments; empty for an example that is to be replaced
 */
export function filesFor(
  name: string,
  command: readonly string[],
  situations: readonly Situation[],
  now: Date,
): readonly NewFile[] {
  const words = command.length > 0 ? command : EXAMPLE;
  return [
    {
      path: 'train-encrypt.config.ts',
      text: configOf({ name, words, situations, example: command.length === 0, expires: threeMonthsOn(now) }),
    },
    { path: 'features/encryption.feature', text: featureOf(words) },
    { path: 'cucumber.mjs', text: CUCUMBER },
  ];
}

interface ConfigParts {
  readonly name: string;
  readonly words: readonly string[];
  readonly situations: readonly Situation[];
  /** No command was given. */
  readonly example: boolean;
  readonly expires: string;
}

const configOf = ({ name, words, situations, example, expires }: ConfigParts): string => `\
// What \`train-encrypt check\` runs. An unknown key is an error, reported with its place.
import type { Config } from 'train-encrypt';

export default {
  wrappers: {
    ${keyOf(name)}: {
${example ? '      // Replace this by your wrapper.\n' : ''}\
      // Program and arguments; no shell reads them. Filled in: {subnets}, {security_groups}, {role_arn}, {instances},
      // {instance_groups}, {bucket}, {endpoint}, {region}. The same is in TRAIN_ENCRYPT_SUBNETS and so on.
      command: ${listOf(words)},
      // cwd: 'jobs',                     // from this folder
      // env: { TEAM: 'fraud' },          // added to its clean AWS environment
      // profiles: ['production'],        // AWS profiles that it names; they get throw-away keys
      // timeout: 600,                    // seconds
      // outputLimit: 16,                 // MiB

      // What it is tried in; ['all'] for all.
      situations: ['documented'],
      // Or all but some, each with the reason why not:
      // situations: { all: true, except: [{ situation: 'heterogeneous', reason: 'It has no instance groups.' }] },
      // Or, with settings for one of them:
      // situations: {
      //   documented: {},
      //   'one-instance': { args: ['--instances', '1'], env: {}, expect: 'launches' },
      // },
    },
  },

  // Situations, and what a good wrapper does in each:
${situations.map(({ id, expectation, title }) => `  //   ${id.padEnd(20)} ${expectation.padEnd(9)} ${title}`).join('\n')}

  // isolation: 'kernel',              // fails where the kernel cannot isolate the wrapper; for CI
  // rules: 'observed',                 // what the service was seen to do, rather than what is documented
  // engine: 'localstack',              // what answers EC2; default: embedded
  // strict: true,                      // only the documented rows of a security group count
  // parallel: 4,                       // commands at once; default: one per processor

  // Approved requests, under version control: \`train-encrypt check --update\` writes them, later runs show what changed.
  // baselines: 'train-encrypt-baselines',

  // Accepted findings, each with an owner and a last day. A star stands for any characters.
  // exceptions: [
  //   {
  //     wrapper: ${textOf(name)},
  //     situation: 'one-instance',
  //     finding: 'flag-not-sent',
  //     owner: 'ada@example.com',
  //     reason: 'The next release sends it.',
  //     expires: '${expires}', // the last day on which it holds
  //   },
  // ],
} satisfies Config;
`;

const featureOf = (words: readonly string[]): string => `\
# Run it with: npx cucumber-js
# All steps: node_modules/train-encrypt/steps/README.md

Feature: Our wrapper keeps the traffic between training instances encrypted

  Rule: With the documented rules, jobs are encrypted

    Example: two instances in our VPC
      Given a private VPC whose security group has the documented rules
      When the wrapper ${quoted(words)} launches a training job
      Then it exits with 0
      And every job it launched is encrypted
      And every job it launched is in the private VPC

  Rule: Where traffic cannot be encrypted, no job is created

    Example: outbound ESP is not allowed
      Given a private VPC whose security group has the documented rules
      But outbound ESP is not allowed
      When the wrapper ${quoted(words)} launches a training job
      Then it refused to launch
`;

const CUCUMBER = `\
import { fileURLToPath } from 'node:url';

// cucumber-js takes paths, not the names of packages.
const trainEncrypt = fileURLToPath(import.meta.resolve('train-encrypt/steps'));

// Add your own steps after those of train-encrypt, such as 'steps/*.js'.
export default { import: [trainEncrypt] };
`;

const threeMonthsOn = (now: Date): string => dayOf(new Date(now.getTime() + 91 * 86_400_000));

const textOf = (text: string): string => `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`;

const listOf = (words: readonly string[]): string => `[${words.map(textOf).join(', ')}]`;

const keyOf = (name: string): string => (/^[a-z_$][\w$]*$/i.test(name) ? name : textOf(name));

/** As a step takes it: split again at spaces that no backslash keeps. */
const quoted = (words: readonly string[]): string =>
  `"${words.map((word) => word.replace(/ /g, '\\ ').replace(/"/g, '\\"')).join(' ')}"`;
