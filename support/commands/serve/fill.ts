import { Failure } from '../../failure.ts';
import { PLACEHOLDERS } from '../../wrappers/run/placeholders.ts';

type Command = readonly [string, ...string[]];

/** What `--with-network` gives, by placeholder: the same words as those of `check`. */
const OF_NETWORK: Readonly<Record<string, string>> = {
  subnets: 'TRAIN_ENCRYPT_SUBNETS',
  security_groups: 'TRAIN_ENCRYPT_SECURITY_GROUPS',
  role_arn: 'TRAIN_ENCRYPT_ROLE_ARN',
};

const ALWAYS: Readonly<Record<string, string>> = { endpoint: 'AWS_ENDPOINT_URL', region: 'AWS_REGION' };

/** How many instances `check` asks for, where a situation says nothing else. */
const INSTANCES = '2';

/** Throws a `Failure` with exit code 2 for a placeholder that `serve` cannot fill in. */
export function checkFillable(command: Command, withNetwork: boolean): void {
  for (const name of command.flatMap(namesIn)) {
    if (!Object.hasOwn(PLACEHOLDERS, name) || name === 'instances' || Object.hasOwn(ALWAYS, name)) continue;
    const why = Object.hasOwn(OF_NETWORK, name)
      ? withNetwork || `serve knows {${name}} only when it makes a network: add --with-network.`
      : `serve does not fill in {${name}}; check does. Write the value.`;
    if (why !== true) throw new Failure(why, { exitCode: 2 });
  }
}

/** Puts values in place of `{subnets}` and its like, as `check` does. @param environment of the command */
export function fillCommand(command: Command, environment: Readonly<Record<string, string>>): Command {
  const known = (name: string): string | undefined =>
    name === 'instances' ? INSTANCES : environment[OF_NETWORK[name] ?? ALWAYS[name] ?? ''];
  const filled = (part: string) => part.replace(PLACEHOLDER, (whole, name: string) => known(name) ?? whole);
  const [program, ...args] = command;
  return [filled(program), ...args.map(filled)];
}

const PLACEHOLDER = /\{([a-z_]+)\}/g;

const namesIn = (part: string): readonly string[] => [...part.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
