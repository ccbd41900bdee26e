import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { atHand } from '../localstack/at-hand.ts';
import { deadUrl } from './servers.ts';

/** Milliseconds: a busy machine takes longer to answer than a user should wait. */
const DOCKER_MS = 10_000;

/** For tests: an emulator in a process of its own. */
export interface Emulator extends AsyncDisposable {
  readonly url: string;
  readonly process: ChildProcess;
}

interface Program {
  /** The variable that says where it is; without it, it is looked for on the path. */
  readonly variable: string;
  readonly command: string;
  readonly install: string;
  readonly start: (port: string) => { readonly args: readonly string[]; readonly environment: NodeJS.ProcessEnv };
}

const PROGRAMS = {
  moto: {
    variable: 'TRAIN_ENCRYPT_MOTO_SERVER',
    command: 'moto_server',
    install: "pip install 'moto[server,ec2]'",
    start: (port) => ({ args: ['-H', '127.0.0.1', '-p', port], environment: {} }),
  },
  ministack: {
    variable: 'TRAIN_ENCRYPT_MINISTACK',
    command: 'ministack',
    install: 'pip install ministack',
    start: (port) => ({ args: [], environment: { GATEWAY_PORT: port } }),
  },
} as const satisfies Record<string, Program>;

export type EmulatorName = keyof typeof PROGRAMS;

const commandOf = ({ variable, command }: Program) => process.env[variable] ?? command;

/** Why tests that need an emulator cannot run here; false when they can. */
export function withoutEmulator(name: EmulatorName): string | false {
  const program = PROGRAMS[name];
  const found = spawnSync(commandOf(program), ['--help'], { stdio: 'ignore', timeout: 30_000 }).error === undefined;
  return unlessInCi(
    found ? undefined : `${program.command} is not there: ${program.install}, or set ${program.variable}`,
  );
}

/** Starts an emulator on a free port of this machine. */
export async function startEmulator(name: EmulatorName): Promise<Emulator> {
  const program = PROGRAMS[name];
  const url = await deadUrl();
  const { args, environment } = program.start(new URL(url).port);
  const child = spawn(commandOf(program), [...args], { stdio: 'ignore', env: { ...process.env, ...environment } });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const deadline = performance.now() + 30_000;
  while (
    !(await fetch(url).then(
      () => true,
      () => false,
    ))
  ) {
    if (child.exitCode !== null || performance.now() > deadline) throw new Error(`${program.command} did not start`);
    await sleep(50);
  }
  return {
    url,
    process: child,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Why tests that need LocalStack in Docker cannot run here, all its images included; false when they can. */
export async function withoutDocker(): Promise<string | false> {
  const { missing } = await atHand(DOCKER_MS);
  return unlessInCi(missing);
}

/** In CI nothing is skipped: what is missing makes its tests fail there. */
function unlessInCi(reason: string | undefined): string | false {
  return reason === undefined || !['', '0', 'false'].includes(process.env.CI ?? '') ? false : reason;
}
