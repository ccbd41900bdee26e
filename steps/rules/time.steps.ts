import assert from 'node:assert/strict';
import { defineParameterType, Then, When } from '@cucumber/cucumber';
import type { Account } from '../../support/harness.ts';
import type { TimedPair } from './timed.ts';
import { lengthening, timeBoth } from './timing.ts';
import type { ScenarioWorld } from './world.ts';

const registry = (account: Account) => `${account.id}.dkr.ecr.${account.region}.amazonaws.com`;

/** The image by which the service tells a built-in algorithm; the deep learning one is the account's own. */
const imageByAlgorithm: Readonly<Record<string, string>> = {
  'deep learning': 'distributed-training:1',
  XGBoost: 'sagemaker-xgboost:1.7-1',
  DeepAR: 'forecasting-deepar:1',
  'linear learner': 'linear-learner:1',
};

defineParameterType({
  name: 'algorithm',
  regexp: new RegExp(Object.keys(imageByAlgorithm).join('|')),
  transformer: (name: string) => name,
});

/** Megabytes of the model whose gradients the instances exchange. */
const megabytesBySize: Readonly<Record<string, string>> = { tiny: '0.01', small: '10', large: '4000' };

interface Training {
  readonly name: string;
  readonly algorithm: string;
  readonly instances: number;
  readonly size?: string;
}

async function train(world: ScenarioWorld, { name, algorithm, instances, size }: Training): Promise<void> {
  const { account } = world;
  const image = `${registry(account)}/${imageByAlgorithm[algorithm]}`;
  const environment = size && { TRAIN_ENCRYPT_MODEL_MEGABYTES: megabytesBySize[size] ?? '' };
  world.timed.set(name, await timeBoth(world, { image, instances, ...(environment && { environment }) }));
}

When(
  'a/an {algorithm} job trains on {int} instance(s), once unencrypted and once encrypted',
  async function (this: ScenarioWorld, algorithm: string, instances: number) {
    await train(this, { name: `${algorithm} on ${instances}`, algorithm, instances });
  },
);

When(
  'a/an {algorithm} job with a {word} model trains on {int} instances, once unencrypted and once encrypted',
  async function (this: ScenarioWorld, algorithm: string, size: string, instances: number) {
    await train(this, { name: `${size} model`, algorithm, instances, size });
  },
);

/** The pair whose name begins so; a scenario with one pair has but that. */
function pair(world: ScenarioWorld, name = ''): TimedPair {
  const found = [...world.timed].filter(([key]) => key.startsWith(name) || key.endsWith(name));
  const [first] = found;
  if (!first || found.length > 1) throw new Error(`${found.length} trainings are called "${name}"`);
  return first[1];
}

Then('encryption makes it take longer', function (this: ScenarioWorld) {
  const { clear, encrypted } = pair(this);
  assert.ok(encrypted.training > clear.training, `${encrypted.training} s encrypted, ${clear.training} s unencrypted`);
});

Then('encryption makes it billed for longer', function (this: ScenarioWorld) {
  const { clear, encrypted } = pair(this);
  assert.ok(encrypted.billable > clear.billable, `${encrypted.billable} s encrypted, ${clear.billable} s unencrypted`);
});

Then('it is billed for longer by just as much as it takes longer', function (this: ScenarioWorld) {
  const { clear, encrypted } = pair(this);
  assert.equal(encrypted.billable - clear.billable, encrypted.training - clear.training);
});

Then('encryption changes neither its time nor what is billed', function (this: ScenarioWorld) {
  const { clear, encrypted } = pair(this);
  assert.deepEqual(encrypted, clear);
});

Then('encryption lengthens it by less than {int} percent', function (this: ScenarioWorld, percent: number) {
  const part = lengthening(pair(this)) * 100;
  assert.ok(part < percent, `encryption lengthens it by ${part.toFixed(2)} percent`);
});

Then(
  'encryption lengthens the {algorithm} job by a greater part than the {algorithm} job',
  function (this: ScenarioWorld, more: string, less: string) {
    assertLonger(this, more, less);
  },
);

Then(
  'encryption lengthens the job with the {word} model by a greater part than the one with the {word} model',
  function (this: ScenarioWorld, more: string, less: string) {
    assertLonger(this, `${more} model`, `${less} model`);
  },
);

function assertLonger(world: ScenarioWorld, more: string, less: string): void {
  const [a, b] = [lengthening(pair(world, more)), lengthening(pair(world, less))];
  assert.ok(a > b, `${more} by ${(a * 100).toFixed(2)} percent, ${less} by ${(b * 100).toFixed(2)} percent`);
}

Then(
  'encryption adds more to each step on {int} instances than on {int}',
  function (this: ScenarioWorld, many: number, few: number) {
    const added = (instances: number) => {
      const { clear, encrypted } = pair(this, `on ${instances}`);
      return encrypted.training - clear.training;
    };
    assert.ok(added(many) > added(few), `${added(many)} s on ${many} instances, ${added(few)} s on ${few}`);
  },
);
