import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Before } from '@cucumber/cucumber';
import type { ScenarioWorld } from './world.ts';

const here = fileURLToPath(new URL('../.venv/bin/python', import.meta.url));

/** The Python that has the SageMaker SDK: CI says which; a checkout may have one in `.venv`. */
export const python = process.env.TRAIN_ENCRYPT_PYTHON ?? (existsSync(here) ? here : 'python3');

let missing: Promise<string | undefined> | undefined;

function missingPython(): Promise<string | undefined> {
  missing ??= promisify(execFile)(python, ['-c', 'import importlib.metadata as m; m.version("sagemaker_train")']).then(
    () => undefined,
    () =>
      `no Python with the SageMaker SDK: python3 -m venv .venv && .venv/bin/pip install -r examples/python-sdk/requirements.txt`,
  );
  return missing;
}

/** Skips what this machine cannot run, and says why; in CI that is a failure. */
Before({ tags: '@requires:python' }, async function (this: ScenarioWorld) {
  const reason = await missingPython();
  if (!reason) return undefined;
  if (process.env.CI) throw new Error(reason);
  this.log(reason);
  return 'skipped';
});
