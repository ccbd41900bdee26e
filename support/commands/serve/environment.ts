import { devNull } from 'node:os';

/** Hosts that no proxy is asked for. */
const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/**
 * The environment of a command that `serve` runs: that of the caller, without anything of AWS's in it, and ours.
 * Profiles and files of `~/.aws` are out of its reach: a command that names one fails rather than reach AWS.
 */
export function commandEnvironment(
  base: NodeJS.ProcessEnv,
  own: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const kept = Object.entries(base).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !/^(?:AWS|TRAIN_ENCRYPT)_/i.test(entry[0]),
  );
  const without = [base.NO_PROXY ?? base.no_proxy, ...LOOPBACK].filter(Boolean).join(',');
  return {
    ...Object.fromEntries(kept),
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    NO_PROXY: without,
    no_proxy: without,
    ...own,
  };
}
