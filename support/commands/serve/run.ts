import pc from 'picocolors';
import type { ListedFault } from '../../gateway/faults/faults.ts';
import { readFaultFile } from '../../gateway/faults/read-file.ts';
import { DEFAULT_REGION, environmentOf } from '../../harness/account.ts';
import { faultsOf } from '../../harness/faults.ts';
import { startHarness } from '../../harness.ts';
import { version } from '../../package.ts';
import { readPolicy } from '../../sagemaker/policy/read.ts';
import { describeWorkaround, engineFor } from '../engine.ts';
import type { Speed } from '../options.ts';
import { CallLog } from './call-log.ts';
import type { ServeOptions } from './options.ts';

/** AWS's own example account: what is pasted today still fits after the next start. */
const ACCOUNT = '111122223333';

/** Serves until a signal comes. Returns the exit code: a server that was stopped has done its work. */
export async function serve(options: ServeOptions): Promise<number> {
  const { speed, port, host, rules, strict, policy } = options;
  // Before an engine is started for nothing.
  if (policy !== undefined) readPolicy(policy);
  const faults = [...(options.faults === undefined ? [] : await readFaultFile(options.faults)), ...options.fault];
  faultsOf(faults);
  const log = new CallLog((text) => process.stdout.write(text));
  const giveUp = new AbortController();
  const stopped = signalled().then(() => giveUp.abort());
  await using engine = await engineFor(options, { signal: giveUp.signal });
  await using harness = await startHarness({
    port,
    host,
    allowedHosts: options.allowedHost,
    rules,
    ...(strict && { strict }),
    ...(policy !== undefined && { policy }),
    faults,
    engine: engine.reference ?? 'embedded',
    engineOptions: { onWorkaround: (applied) => process.stdout.write(`${describeWorkaround(applied)}\n`) },
    time: speed,
    addressInErrors: true,
    onVerdict: (account, verdict) => log.verdict(account, verdict),
    onCall: (entry) => log.call(entry),
  });
  const { url } = harness;
  const services = ['SageMaker', ...engine.services.map((name) => name.toUpperCase())].join(', ');
  const environment = Object.entries(environmentOf(url, ACCOUNT, DEFAULT_REGION));
  process.stdout.write(
    `${[
      `${pc.bold(`train-encrypt ${version}`)}  ${services} answer on ${pc.bold(url)}`,
      `${engine.description}, ${options.rules} rules${options.strict ? ', strict' : ''}, ${pace(speed)}`,
      ...(policy === undefined ? [] : [`IAM policy ${policy} is enforced on calls to SageMaker`]),
      ...told(harness.faults.list()),
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
  const failure = await Promise.race(
    [stopped.then(() => undefined), engine.gone, harness.engine.gone].filter(isPromise),
  );
  if (failure) throw failure;
  process.stdout.write('stopped\n');
  return 0;
}

const isPromise = <T>(value: Promise<T> | undefined): value is Promise<T> => value !== undefined;

function pace(speed: Speed): string {
  if (speed === 'second-look') return 'a job is at work at the first look, and has ended at the next';
  if (speed === 'instant') return 'a job has ended as soon as somebody asks about it';
  return speed === 'manual'
    ? 'time stands still until /_train-encrypt/clock is told to turn'
    : `${speed} seconds of a job pass in one`;
}

/** With the seeds, so that the run can be had again. */
function told(faults: readonly ListedFault[]): string[] {
  return faults.map(({ id, text }) => pc.yellow(`${id}: ${text}`));
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
