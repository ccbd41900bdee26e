import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Before } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../rules/world.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A Python of a variable, of a virtual environment in the checkout, or of the machine. */
function pythonOf(variable: string, ...folders: string[]): string {
  const here = folders.map((folder) => join(root, folder, 'bin', 'python')).find((program) => existsSync(program));
  return process.env[variable] ?? here ?? 'python3';
}

/** The Python that has the SageMaker SDK (v3), boto3 and the AWS CLI: CI says which. */
export const python = pythonOf('TRAIN_ENCRYPT_PYTHON', '.venv/sdk', '.venv');

/** The Python that has v2 of the SageMaker SDK, which v3 cannot stand beside. */
export const pythonV2 = pythonOf('TRAIN_ENCRYPT_PYTHON_V2', '.venv/sdk-v2');

/** The Python beside which old releases of SDKs are installed. */
export const pythonReleased = pythonOf('TRAIN_ENCRYPT_PYTHON_RELEASED', '.venv/released');

/** Where a release of examples/wrappers/released/releases.txt is installed, from the checkout. */
export const releaseFolder = (release: string): string => `.venv/releases/${release}`;

/** Where the AWS CLI is, when it is not on the PATH. */
export const pythonTools = dirname(python);

export const JAR = 'examples/clients/java/target/launch.jar';
export const GO_PROGRAM = 'examples/clients/go/launch';
const GO_WRAPPER = 'examples/wrappers/go/bin/train';
const RELEASED = 'examples/wrappers/released';

const PIP = '.venv/sdk/bin/pip install -r examples/python-sdk/requirements.txt';
const CLIENTS_PIP = '.venv/sdk/bin/pip install -r examples/clients/requirements.txt';
const V2_PIP = '.venv/sdk-v2/bin/pip install -r examples/clients/sagemaker-v2/requirements.txt';

/** By tag: why a scenario cannot run on this machine, and what to do about it; `undefined` when it can. */
const MISSING: Readonly<Record<string, () => Promise<string | undefined>>> = {
  '@requires:python': () =>
    missingPackage(python, 'sagemaker_train', `the SageMaker SDK: python3 -m venv .venv/sdk && ${PIP}`),
  '@requires:sagemaker-v3': () =>
    missingPackage(python, 'sagemaker_train', `the SageMaker SDK: python3 -m venv .venv/sdk && ${CLIENTS_PIP}`),
  '@requires:sagemaker-v2': () =>
    missingPackage(pythonV2, 'sagemaker', `v2 of the SageMaker SDK: python3 -m venv .venv/sdk-v2 && ${V2_PIP}`, '2.'),
  '@requires:boto3': () => missingPackage(python, 'boto3', `boto3: python3 -m venv .venv/sdk && ${CLIENTS_PIP}`),
  '@requires:aws-cli': () =>
    missingPackage(python, 'awscli', `the AWS CLI: python3 -m venv .venv/sdk && ${CLIENTS_PIP}`),
  '@requires:java': () =>
    missingProgram('java', ['-version'], JAR, ['pom.xml', 'src/main/java/example/Launch.java'], {
      install: 'install a JDK (17 or later) and Maven',
      build: 'mvn -q -B -f examples/clients/java/pom.xml package',
    }),
  '@requires:go': () =>
    missingProgram('go', ['version'], GO_PROGRAM, ['go.mod', 'go.sum', 'main.go'], {
      install: 'install Go (1.26 or later)',
      build: 'go -C examples/clients/go build -o launch .',
    }),
  '@requires:go-wrappers': () =>
    missingProgram('go', ['version'], GO_WRAPPER, ['jobs/jobs.go', 'train/main.go', 'train_by_count/main.go'], {
      install: 'install Go (1.26 or later)',
      build: 'go -C examples/wrappers/go build -o bin/ ./...',
    }),
  '@requires:linux': async () =>
    process.platform === 'linux' ? undefined : `not on ${process.platform}: it needs sessions and /proc of Linux`,
  '@requires:releases': async () => missingReleases(),
  '@requires:cdk': async () =>
    existsSync(join(root, RELEASED, 'cdk/node_modules/aws-cdk-lib')) ? undefined : `no AWS CDK: ${RELEASED}/install.sh`,
};

const runs = (program: string, args: readonly string[]) =>
  promisify(execFile)(program, [...args]).then(
    () => true,
    () => false,
  );

async function missingPackage(
  program: string,
  name: string,
  advice: string,
  version = '',
): Promise<string | undefined> {
  const code = 'import sys, importlib.metadata as m; sys.exit(not m.version(sys.argv[1]).startswith(sys.argv[2]))';
  return (await runs(program, ['-c', code, name, version])) ? undefined : `no Python with ${advice}`;
}

/** A program is built beforehand, so that no scenario waits for it or fetches anything. */
async function missingProgram(
  tool: string,
  args: readonly string[],
  built: string,
  sources: readonly string[],
  advice: { readonly install: string; readonly build: string },
): Promise<string | undefined> {
  if (!(await runs(tool, args))) return `no ${tool} on this machine: ${advice.install}, then ${advice.build}`;
  const folder = join(root, dirname(built).replace(/\/(target|bin)$/, ''));
  const newest = Math.max(...sources.map((source) => statSync(join(folder, source)).mtimeMs));
  const made = statSync(join(root, built), { throwIfNoEntry: false })?.mtimeMs;
  if (made === undefined) return `${built} is not built: ${advice.build}`;
  return made < newest ? `${built} is older than its sources: ${advice.build}` : undefined;
}

function missingReleases(): string | undefined {
  const listed = readFileSync(join(root, RELEASED, 'releases.txt'), 'utf8').match(/^[\w.-]+(?= )/gm) ?? [];
  const missing = listed.filter((release) => !existsSync(join(root, releaseFolder(release))));
  const there = existsSync(pythonReleased) || process.env.TRAIN_ENCRYPT_PYTHON_RELEASED !== undefined;
  if (there && missing.length === 0) return undefined;
  return `old releases of SDKs are not installed (${missing.join(', ') || 'no Python'}): ${RELEASED}/install.sh`;
}

const looked = new Map<string, Promise<string | undefined>>();

/** Skips what this machine cannot run, and says why; in CI that is a failure. */
for (const [tag, missing] of Object.entries(MISSING)) {
  Before({ tags: tag }, async function (this: ScenarioWorld) {
    const reason = await (looked.get(tag) ?? looked.set(tag, missing()).get(tag));
    if (!reason) return undefined;
    if (process.env.CI) throw new Error(reason);
    this.log(reason);
    return 'skipped';
  });
}
