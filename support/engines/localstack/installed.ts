import { Failure } from '../../failure.ts';

/** What starts LocalStack. Optional beside train-encrypt: it comes with a hundred other packages. */
const PACKAGES = ['testcontainers', '@testcontainers/localstack'];

type Resolve = (name: string) => unknown;

const resolveHere: Resolve = (name) => import.meta.resolve(name);

/** Why LocalStack cannot be started and what to do; undefined when what starts it is installed. */
export function notInstalled(resolve: Resolve = resolveHere): string | undefined {
  const missing = PACKAGES.filter((name) => !resolves(name, resolve));
  if (missing.length === 0) return undefined;
  return (
    `LocalStack is started by Testcontainers, and ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not ` +
    `installed: npm install --save-dev ${PACKAGES.join(' ')}`
  );
}

/** Throws a `Failure` (exit code 3) where Testcontainers is not installed. */
export function checkInstalled(resolve: Resolve = resolveHere): void {
  const reason = notInstalled(resolve);
  if (reason !== undefined) throw new Failure(`${reason}. Or use --engine embedded.`, { exitCode: 3 });
}

function resolves(name: string, resolve: Resolve): boolean {
  try {
    resolve(name);
    return true;
  } catch {
    return false;
  }
}
