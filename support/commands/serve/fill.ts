import { Failure } from '../../failure.ts';
import { fillPlaceholders, type Placeholder, placeholdersIn } from '../../wrappers/run/placeholders.ts';

type Command = readonly [string, ...string[]];
type Variables = Readonly<Partial<Record<Placeholder, string>>>;

/** The variables in which `--with-network` gives what the placeholders of `check` stand for. */
const OF_NETWORK: Variables = {
  subnets: 'TRAIN_ENCRYPT_SUBNETS',
  security_groups: 'TRAIN_ENCRYPT_SECURITY_GROUPS',
  role_arn: 'TRAIN_ENCRYPT_ROLE_ARN',
};

const ALWAYS: Variables = { endpoint: 'AWS_ENDPOINT_URL', region: 'AWS_REGION' };

/** How many instances `check` asks for, where a situation says nothing else. */
const INSTANCES = '2';

/** Throws a `Failure` with exit code 2 for a placeholder that `serve` cannot fill in. */
export function checkFillable(command: Command, withNetwork: boolean): void {
  for (const name of command.flatMap(placeholdersIn)) {
    if (name === 'instances' || Object.hasOwn(ALWAYS, name)) continue;
    if (!Object.hasOwn(OF_NETWORK, name)) {
      throw new Failure(`serve does not fill in {${name}}; check does. Write the value.`, { exitCode: 2 });
    }
    if (!withNetwork) {
      const text = `serve knows {${name}} only when it makes a network: add --with-network.`;
      throw new Failure(text, { exitCode: 2 });
    }
  }
}

/** Puts values in place of `{subnets}` and its like, as `check` does. @param environment of the command */
export function fillCommand(command: Command, environment: Readonly<Record<string, string>>): Command {
  const known = Object.entries({ ...OF_NETWORK, ...ALWAYS }).flatMap(([name, variable]) => {
    const value = environment[variable];
    return value === undefined ? [] : [[name, value] as const];
  });
  return fillPlaceholders(command, { ...Object.fromEntries(known), instances: INSTANCES });
}
