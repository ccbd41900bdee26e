import { After } from '@cucumber/cucumber';
import { evidenceOf } from '../support/documentation/evidence/gather.ts';
import { EVIDENCE_TYPE, type EvidenceTiming, type RunConditions } from '../support/documentation/site/types.ts';
import { version } from '../support/package.ts';
import type { ScenarioWorld } from './rules/world.ts';
import type { TrainEncryptParameters, TrainEncryptWorld } from './train-encrypt-world.ts';

/**
 * Leaves what a scenario did beside its steps, for the pages. Hooks end in reverse order, so this one comes before those
 * that clean up, if its file is read after theirs.
 */
After(async function (this: TrainEncryptWorld) {
  if (!this.parameters.evidence) return;
  const account = this.ownAccount;
  const evidence = evidenceOf({
    conditions: conditionsOf(this),
    entries: account === undefined ? [] : this.harness.journal.entries(account.id),
    verdicts: (await account?.verdicts()) ?? [],
    jobs: (await account?.jobs()) ?? [],
    timings: timingsOf(this),
  });
  this.attach(JSON.stringify(evidence), EVIDENCE_TYPE);
});

function conditionsOf({ harness, parameters }: TrainEncryptWorld): RunConditions {
  const { rules = 'documented', strict = false }: TrainEncryptParameters = parameters;
  const { name, description } = harness.engine;
  return { version, node: process.versions.node, engine: name, engineDescription: description, rules, strict };
}

/** Only our own scenarios time anything. */
function timingsOf({ timed = new Map() }: TrainEncryptWorld & Partial<ScenarioWorld>): readonly EvidenceTiming[] {
  return [...timed].map(([name, { instances, clear, encrypted }]) => ({
    name,
    instances,
    clearSeconds: clear.training,
    encryptedSeconds: encrypted.training,
  }));
}
