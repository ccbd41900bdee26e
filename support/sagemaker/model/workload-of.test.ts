import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServiceError } from '../../protocol/service.ts';
import { slowestBandwidth } from './bandwidth.ts';
import { trainingTime } from './time.ts';
import { type ModelledRequest, workloadOf } from './workload-of.ts';
import { BUILT_IN, DEEP_LEARNING, knownWorkload } from './workloads.ts';

const REQUEST: ModelledRequest = {
  image: undefined,
  algorithm: undefined,
  instanceTypes: ['ml.m5.xlarge'],
  environment: undefined,
};

const lengthening = (request: Partial<ModelledRequest>, instances: number) => {
  const workload = workloadOf({ ...REQUEST, ...request });
  return trainingTime(workload, instances, true) / trainingTime(workload, instances, false) - 1;
};

const ECR = '683313688378.dkr.ecr.us-east-1.amazonaws.com';

for (const [image, name] of [
  [`${ECR}/sagemaker-xgboost:1.7-1`, 'sagemaker-xgboost'],
  [`${ECR}/xgboost@sha256:0123`, 'xgboost'],
  [`${ECR}/forecasting-deepar:1`, 'forecasting-deepar'],
  ['localhost:5000/linear-learner', 'linear-learner'],
] as const) {
  test(`knows ${image}`, () => {
    assert.ok(knownWorkload(image, undefined).names.includes(name));
    assert.notEqual(knownWorkload(image, undefined), DEEP_LEARNING);
  });
}

test('knows an algorithm by its name or its ARN', () => {
  for (const algorithm of ['xgboost', 'arn:aws:sagemaker:eu-central-1:123456789012:algorithm/xgboost']) {
    assert.ok(knownWorkload(undefined, algorithm).names.includes('xgboost'));
  }
});

for (const image of [`${ECR}/pytorch-training:2.3`, `${ECR}/my-xgboost:1`, 'xgboost/train', '', undefined]) {
  test(`takes ${image} for deep learning`, () => assert.equal(knownWorkload(image, undefined), DEEP_LEARNING));
}

test('every number is marked as ours', () => {
  assert.deepEqual(new Set([DEEP_LEARNING, ...BUILT_IN].map(({ provenance }) => provenance)), new Set(['ours']));
});

test('deep learning is lengthened noticeably, whatever the machine', () => {
  for (const type of ['ml.m5.xlarge', 'ml.p4d.24xlarge', 'ml.p5.48xlarge']) {
    for (const instances of [2, 8]) assert.ok(lengthening({ instanceTypes: [type] }, instances) > 0.1);
    assert.equal(lengthening({ instanceTypes: [type] }, 1), 0);
  }
});

test('built-in algorithms are lengthened by less than one percent, but by something', () => {
  for (const { names } of BUILT_IN) {
    for (const name of names) {
      for (const instances of [2, 100]) {
        const part = lengthening({ image: `${ECR}/${name}:1` }, instances);
        assert.ok(part > 0 && part < 0.01, `${name} on ${instances}: ${part}`);
      }
    }
  }
});

test('a cluster is as fast as its slowest network', () => {
  assert.equal(slowestBandwidth(['ml.p4d.24xlarge', 'ml.c5n.18xlarge']), 100);
  assert.equal(slowestBandwidth(['ml.p4d.24xlarge', 'ml.not-known.xlarge']), 10);
  assert.equal(slowestBandwidth([]), 10);
});

test('the environment of a request overrides each part', () => {
  const environment = {
    TRAIN_ENCRYPT_STEPS: '7',
    TRAIN_ENCRYPT_COMPUTE_SECONDS: ' 0.25 ',
    TRAIN_ENCRYPT_MODEL_MEGABYTES: '1e3',
    TRAIN_ENCRYPT_BANDWIDTH_GBPS: '.5',
    TRAIN_ENCRYPT_OVERHEAD: '0',
    EPOCHS: 'many',
  };
  assert.deepEqual(workloadOf({ ...REQUEST, environment }), {
    steps: 7,
    computeSeconds: 0.25,
    modelMegabytes: 1000,
    bandwidthGbps: 0.5,
    encryptionOverhead: 0,
  });
});

for (const [variable, value, problem] of [
  ['TRAIN_ENCRYPT_STEPS', '0', 'is less than 1'],
  ['TRAIN_ENCRYPT_STEPS', '1.5', 'is not a whole number'],
  ['TRAIN_ENCRYPT_STEPS', '1e10', 'is more than 1e9'],
  ['TRAIN_ENCRYPT_COMPUTE_SECONDS', '-1', 'is less than 0'],
  ['TRAIN_ENCRYPT_MODEL_MEGABYTES', '', 'is not a number'],
  ['TRAIN_ENCRYPT_BANDWIDTH_GBPS', '0', 'is not above 0'],
  ['TRAIN_ENCRYPT_OVERHEAD', '0x10', 'is not a number'],
  ['TRAIN_ENCRYPT_OVERHEAD', 'Infinity', 'is not a number'],
  ['TRAIN_ENCRYPT_OVERHEAD', '1e999', 'is more than 1e9'],
] as const) {
  test(`refuses ${variable}='${value}'`, () => {
    assert.throws(
      () => workloadOf({ ...REQUEST, environment: { [variable]: value } }),
      new ServiceError(
        'ValidationException',
        `train-encrypt: the job's Environment does not fit the model of training time: ${variable} '${value}' ` +
          `${problem}. AWS knows nothing of these variables.`,
      ),
    );
  });
}

test('reports all bad variables at once, long values cut short', () => {
  const environment = { TRAIN_ENCRYPT_STEPS: 'x'.repeat(1000), TRAIN_ENCRYPT_OVERHEAD: '-1' };
  assert.throws(
    () => workloadOf({ ...REQUEST, environment }),
    /STEPS 'x{64}' is not a number; .*OVERHEAD '-1' is less/,
  );
});
