import pc from 'picocolors';
import { DEFAULT_REGION, environmentOf } from '../../harness/account.ts';
import { type HarnessOptions, startHarness } from '../../harness.ts';
import { version } from '../../package.ts';
import { CallLog } from './call-log.ts';

/** AWS's own example account: what is pasted today still fits after the next start. */
const ACCOUNT = '111122223333';

/** Serves until a signal comes. Returns the exit code: a server that was stopped has done its work. */
export async function serve(options: {
  readonly port: number;
  readonly host: string;
  readonly engine: NonNullable<HarnessOptions['engine']>;
  readonly rules: NonNullable<HarnessOptions['rules']>;
  readonly speed: 'instant' | number;
  readonly strict?: boolean;
}): Promise<number> {
  const { speed, ...rest } = options;
  const log = new CallLog((text) => process.stdout.write(text));
  const stopped = signalled();
  await using harness = await startHarness({
    ...rest,
    time: speed,
    onVerdict: (account, verdict) => log.verdict(account, verdict),
    onCall: (entry) => log.call(entry),
  });
  const { url, engine } = harness;
  const services = ['SageMaker', ...engine.services.map((name) => name.toUpperCase())].join(', ');
  const environment = Object.entries(environmentOf(url, ACCOUNT, DEFAULT_REGION));
  process.stdout.write(
    `${[
      `${pc.bold(`train-encrypt ${version}`)}  ${services} answer on ${pc.bold(url)}`,
      `${engine.description}, ${options.rules} rules${options.strict ? ', strict' : ''}, ${pace(speed)}`,
      '',
      'Paste into the shell that launches your jobs:',
      '',
      ...environment.map(([name, value]) => `  export ${name}=${value}`),
      '',
      `Health: ${url}/_train-encrypt/health   Stop: Ctrl-C`,
      ...exposed(options.host),
      '',
    ].join('\n')}\n`,
  );
  await stopped;
  process.stdout.write('stopped\n');
  return 0;
}

function pace(speed: 'instant' | number): string {
  return speed === 'instant'
    ? 'a job has ended as soon as somebody asks about it'
    : `${speed} seconds of a job pass in one`;
}

function exposed(host: string): string[] {
  if (['127.0.0.1', '::1', 'localhost'].includes(host)) return [];
  return [pc.yellow(`Everybody who can reach ${host} can use it: signatures are not checked.`)];
}

/** Resolves at the first signal to stop; a second one does not wait for anything. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ] as const) {
      process.on(signal, () => {
        if (asked) process.exit(code);
        asked = true;
        resolve();
      });
    }
  });
}
