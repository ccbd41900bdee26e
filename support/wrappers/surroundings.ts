import type { Account, Harness } from '../harness.ts';
import {
  chooseIsolation,
  explain,
  homes,
  type Isolation,
  type IsolationChoice,
  type KernelIsolation,
  linkHome,
  notToBeHad,
  type Sandbox,
  SandboxError,
  startSandbox,
  visibleTo,
} from './isolation/index.ts';
import { allowedOf, type Egress, newRunFolder, startEgress } from './run/index.ts';

/** What a command is surrounded by: a folder of its own, the proxy, and a sandbox where the kernel isolates it. */
export interface Surroundings extends AsyncDisposable {
  readonly folder: string;
  /** Paths as the command sees them. */
  readonly home: string;
  readonly tmp: string;
  readonly egress: Egress;
  readonly isolation: Isolation;
  /** Absent where the environment alone isolates. */
  readonly sandbox?: Sandbox;
}

export interface SurroundingsOptions {
  readonly isolation: IsolationChoice;
  readonly cwd: string;
  readonly program: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeFiles: readonly string[];
}

/** Rejects with a `Failure`: 2 for a file of the home that cannot be shown, 3 where the machine does not allow it. */
export async function newSurroundings(
  harness: Harness,
  account: Account,
  options: SurroundingsOptions,
): Promise<Surroundings> {
  const { cwd, program } = options;
  const visible = visibleTo({
    environment: { ...allowedOf(process.env), ...options.environment },
    program,
    cwd,
    homeFiles: options.homeFiles,
  });
  const possible = await chooseIsolation(options.isolation, cwd);
  const folder = await newRunFolder();
  const close: (() => PromiseLike<void>)[] = [() => folder[Symbol.asyncDispose]()];
  const closeAll = async () => {
    for (const one of close.reverse()) await one();
  };
  try {
    const starting = confined(possible, options.isolation, async ({ tool = 'unshare', overlay }) => {
      const { toolchains, caches, named } = visible;
      return startSandbox({ cwd, folder: folder.path, shown: [...named, ...toolchains], caches, overlay, tool });
    });
    const [egress, { isolation, sandbox }] = await bothOf(
      startEgress({ endpoint: harness.url, account: account.id, folder: folder.path }),
      starting,
    );
    close.push(() => egress[Symbol.asyncDispose]());
    if (sandbox === undefined) {
      await folder.empty();
      await linkHome(folder.home, visible);
    } else {
      close.push(() => sandbox[Symbol.asyncDispose]());
      const endpoint = account.environment.AWS_ENDPOINT_URL;
      await sandbox.open([harness.url, egress.url, ...(endpoint === undefined ? [] : [endpoint])]);
    }
    const [realHome = folder.home] = sandbox === undefined ? [] : homes();
    return {
      folder: folder.path,
      home: realHome,
      tmp: sandbox === undefined ? folder.tmp : '/tmp',
      egress,
      isolation,
      ...(sandbox && { sandbox }),
      [Symbol.asyncDispose]: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** A sandbox that could be built a moment ago, and now cannot, is no reason to run without one when it was asked for. */
async function confined(
  isolation: Isolation,
  choice: IsolationChoice,
  start: (isolation: KernelIsolation) => Promise<Sandbox>,
): Promise<{ readonly isolation: Isolation; readonly sandbox?: Sandbox }> {
  if (isolation.kind === 'environment') return { isolation };
  try {
    return { isolation, sandbox: await start(isolation) };
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    const reason = explain(error.message);
    if (choice === 'kernel') throw notToBeHad(reason);
    return { isolation: reason };
  }
}

/** When one fails, the other is closed. */
async function bothOf<One extends AsyncDisposable, Other extends { readonly sandbox?: AsyncDisposable }>(
  one: Promise<One>,
  other: Promise<Other>,
): Promise<readonly [One, Other]> {
  const [first, second] = await Promise.allSettled([one, other]);
  if (first.status === 'fulfilled' && second.status === 'fulfilled') return [first.value, second.value];
  if (first.status === 'fulfilled') await first.value[Symbol.asyncDispose]();
  if (second.status === 'fulfilled') await second.value.sandbox?.[Symbol.asyncDispose]();
  throw first.status === 'rejected' ? first.reason : (second as PromiseRejectedResult).reason;
}
