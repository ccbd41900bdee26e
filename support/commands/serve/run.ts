import type { Fault } from '../../gateway/faults/fault.ts';
import type { JournalRing } from '../../gateway/journal.ts';
import { DEFAULT_REGION, environmentOf } from '../../harness/account.ts';
import { faultsOf } from '../../harness/faults.ts';
import { startHarnessWith } from '../../harness.ts';
import { readPolicy } from '../../sagemaker/policy/read.ts';
import { shown } from '../../text/shown.ts';
import { describeWorkaround, engineFor } from '../engine.ts';
import { announcement } from './announcement.ts';
import { CallLog } from './call-log.ts';
import { commandEnvironment } from './environment.ts';
import { checkFillable, fillCommand } from './fill.ts';
import { Feed } from './live/feed.ts';
import { liveSite } from './live/site.ts';
import { readyNetwork } from './network.ts';
import type { ServeOptions } from './options.ts';
import { Printer } from './printer.ts';

/** AWS's own example account: what is pasted today still fits after the next start. */
const ACCOUNT = '111122223333';

/**
 * Serves until a signal comes, or until `command` has ended. Returns the exit code: that of the command; a server that
 * was stopped has done its work.
 */
export async function serve(words: readonly string[], options: ServeOptions): Promise<number> {
  const { speed, port, host, rules, strict, policy, refuseUnencrypted } = options;
  const [program, ...args] = words;
  const command = program === undefined ? undefined : ([program, ...args] as const);
  // The command's own output is all that is on standard output then.
  using out = new Printer(command === undefined ? process.stdout : process.stderr);
  // What runs programs is loaded for a command only.
  const running = command && (await import('./command.ts'));
  // Before an engine is started for nothing.
  if (command !== undefined) {
    checkFillable(command, options.withNetwork === true);
    running?.checkStartable(command, commandEnvironment(process.env, {}));
  }
  if (policy !== undefined) readPolicy(policy);
  const faults = [...(await faultsIn(options.faults)), ...options.fault];
  faultsOf(faults);
  const log = new CallLog((text) => out.write(text));
  const feed = new Feed();
  const giveUp = new AbortController();
  const signals = signalled();
  const stopped = signals.first.then(() => giveUp.abort());
  await using engine = await engineFor(options, { signal: giveUp.signal });
  let url = '';
  let own: JournalRing | undefined;
  await using harness = await startHarnessWith(
    {
      port,
      host,
      allowedHosts: options.allowedHost,
      rules,
      ...(strict && { strict }),
      ...(refuseUnencrypted && { refuseUnencrypted }),
      ...(policy !== undefined && { policy }),
      faults,
      engine: engine.reference ?? 'embedded',
      engineOptions: { onWorkaround: (applied) => out.write(`${describeWorkaround(applied)}\n`) },
      time: speed,
      addressInErrors: true,
      onVerdict: (account, verdict) => {
        log.verdict(account, verdict);
        feed.verdict(account, verdict);
      },
      onCall: (entry) => {
        log.call(entry);
        feed.call(entry);
      },
    },
    (journal) => {
      own = journal;
      return liveSite(feed, () => url)(journal);
    },
  );
  url = harness.url;
  const network = options.withNetwork ? await readyNetwork(url, ACCOUNT, DEFAULT_REGION) : {};
  // What we asked for ourselves is no call of a client's.
  own?.forget(ACCOUNT);
  feed.forget(ACCOUNT);
  const environment = { ...environmentOf(url, ACCOUNT, DEFAULT_REGION), ...network };
  const listed = harness.faults.list();
  const filled = command && fillCommand(command, environment);
  const shownCommand = filled?.map(shown);
  out.write(
    announcement({ url, options, engine, faults: listed, environment, ...(shownCommand && { command: shownCommand }) }),
  );
  const gone = [engine.gone, harness.engine.gone].filter(isPromise);
  if (filled !== undefined && running !== undefined && !giveUp.signal.aborted) {
    // From here on signals are the command's.
    signals.release();
    const ran = running.runServed({
      command: filled,
      environment: commandEnvironment(process.env, environment),
      signal: giveUp.signal,
    });
    const failure = await Promise.race([ran.then(() => undefined), ...gone]);
    if (failure === undefined) return ran;
    giveUp.abort();
    await ran;
    throw failure;
  }
  const failure = await Promise.race([stopped.then(() => undefined), ...gone]);
  if (failure) throw failure;
  out.write('stopped\n');
  return command === undefined ? 0 : signals.exitCode();
}

/** What reads YAML is loaded for a file only. */
async function faultsIn(file: string | undefined): Promise<readonly Fault[]> {
  if (file === undefined) return [];
  return (await import('../../gateway/faults/read-file.ts')).readFaultFile(file);
}

const isPromise = <T>(value: Promise<T> | undefined): value is Promise<T> => value !== undefined;

/** The first signal to stop; a second one does not wait for anything. */
function signalled() {
  let came: number | undefined;
  let first: () => void = () => undefined;
  const listeners = (
    [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ] as const
  ).map(([signal, code]) => {
    const listener = () => {
      if (came !== undefined) process.exit(code);
      came = code;
      first();
    };
    process.on(signal, listener);
    return [signal, listener] as const;
  });
  return {
    first: new Promise<void>((resolve) => {
      first = resolve;
    }),
    /** 128 and the number of the signal. */
    exitCode: () => came ?? 0,
    release() {
      for (const [signal, listener] of listeners) process.off(signal, listener);
    },
  };
}
