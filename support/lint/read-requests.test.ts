import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../verification/fast-check.ts';
import { FLAGGED_OPERATIONS } from '../sagemaker/request-facts.ts';
import { attemptOf } from '../wrappers/testing/attempts.ts';
import { rightRequest } from '../wrappers/testing/requests.ts';
import { readDocuments, readRequests } from './read-requests.ts';
import { machine, skeleton, training, VPC } from './testing/lint.ts';

const read = (document: unknown) =>
  readRequests(typeof document === 'string' ? document : JSON.stringify(document, null, 2), 'file.json');

const brief = (document: unknown) => read(document).map(({ kind, operation, place }) => [kind, operation, place.path]);

const { given } = attemptOf();
/** An update has nothing that a creation has not. */
const recognised = FLAGGED_OPERATIONS.filter((operation) => operation !== 'UpdateMonitoringSchedule');

/** What each operation's request has besides, so that it is known from the others. */
const OWN: Readonly<Record<string, object>> = {
  CreateAutoMLJobV2: { AutoMLProblemTypeConfig: { TabularJobConfig: { TargetAttributeName: 'y' } } },
  CreateDataQualityJobDefinition: { DataQualityAppSpecification: { ImageUri: 'i' } },
  CreateModelQualityJobDefinition: { ModelQualityAppSpecification: { ImageUri: 'i' } },
  CreateModelBiasJobDefinition: { ModelBiasAppSpecification: { ImageUri: 'i' } },
  CreateModelExplainabilityJobDefinition: { ModelExplainabilityAppSpecification: { ImageUri: 'i' } },
};

for (const operation of recognised) {
  const request = { ...rightRequest(operation, given), ...OWN[operation] };
  test(`a request for ${operation}, in JSON, YAML and lowerCamelCase`, () => {
    const [found, ...more] = read(request);
    assert.deepEqual([found?.operation, found?.request, more], [operation, request, []]);
    assert.deepEqual([found?.undecided, found?.misfits, found?.unknown], [[], [], []]);
    assert.deepEqual(read(lowerCamel(request))[0]?.request, request);
  });

  test(`the skeleton of ${operation} that the AWS CLI generates`, () => {
    const [found, ...more] = read(skeleton(operation));
    assert.deepEqual([found?.operation, found?.unknown, more], [operation, [], []]);
    assert.ok(found?.undecided.some(({ text }) => text === 'is still empty, as in a skeleton'));
  });
}

function lowerCamel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerCamel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.charAt(0).toLowerCase() + key.slice(1), lowerCamel(item)]),
  );
}

test('an operation that is named needs no telling members', () => {
  const request = { MonitoringScheduleName: 'm', MonitoringScheduleConfig: {} };
  assert.deepEqual(brief({ operation: 'UpdateMonitoringSchedule', request }), [
    ['request', 'UpdateMonitoringSchedule', 'request'],
  ]);
  assert.deepEqual(brief({ operation: 'createTrainingJob', input: {} }), [['request', 'CreateTrainingJob', 'input']]);
});

test('YAML has several documents, and lines', () => {
  const yaml =
    'TrainingJobName: a\n---\n# two\n- TrainingJobName: b\n- ProcessingJobName: c\n  NetworkConfig:\n    VpcConfig: {}\n';
  const found = readRequests(yaml, 'jobs.yaml');
  assert.deepEqual(
    found.map(({ operation, place }) => [operation, place.path, place.line]),
    [
      ['CreateTrainingJob', '', 1],
      ['CreateTrainingJob', '[0]', 4],
      ['CreateProcessingJob', '[1]', 5],
    ],
  );
  assert.deepEqual(
    ['NetworkConfig.VpcConfig', 'NetworkConfig.Other', ''].map((member) => found[2]?.lineOf(member)),
    [7, 6, 5],
  );
});

test('one JSON document on each line', () => {
  assert.deepEqual(
    readRequests('{"TrainingJobName":"a"}\n\n{"TrainingJobName":"b"}\n', 'x').map(({ place }) => place.line),
    [1, 3],
  );
});

const event = (requestParameters: unknown, more: object = {}) => ({
  eventSource: 'sagemaker.amazonaws.com',
  eventName: 'CreateTrainingJob',
  eventTime: '2026-10-02T08:00:00Z',
  requestParameters,
  ...more,
});
const PARAMETERS = {
  trainingJobName: 'fraud-7',
  enableInterContainerTrafficEncryption: true,
  vpcConfig: { subnets: ['subnet-1'], securityGroupIds: ['sg-1'] },
  hyperParameters: { camelCase: '1' },
};

test('CloudTrail: an event, a log file, lookup-events, an envelope', () => {
  const wanted = ['cloudtrail-event', 'CreateTrainingJob'];
  const one = event(PARAMETERS);
  assert.deepEqual(brief(one), [[...wanted, 'requestParameters']]);
  assert.deepEqual(brief({ Records: [event({}, { eventName: 'DescribeTrainingJob' }), one] }), [
    [...wanted, 'Records[1].requestParameters'],
  ]);
  assert.deepEqual(brief({ Records: [event({}, { eventSource: 'ec2.amazonaws.com', eventName: 'CreateVpc' })] }), []);
  assert.deepEqual(brief({ Events: [{ EventName: 'CreateTrainingJob', CloudTrailEvent: JSON.stringify(one) }] }), [
    [...wanted, 'Events[0].CloudTrailEvent.requestParameters'],
  ]);
  assert.deepEqual(brief({ 'detail-type': 'AWS API Call via CloudTrail', detail: one }), [
    [...wanted, 'detail.requestParameters'],
  ]);
  assert.deepEqual(read(one)[0]?.request, {
    TrainingJobName: 'fraud-7',
    EnableInterContainerTrafficEncryption: true,
    VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
    HyperParameters: { camelCase: '1' },
  });
});

test('CloudTrail: what was left out is not known', () => {
  for (const parameters of [
    null,
    undefined,
    'HIDDEN_DUE_TO_SECURITY_REASONS',
    { omitted: true, originalSize: 1, reason: 'large' },
  ]) {
    assert.deepEqual(read(event(parameters))[0]?.undecided, [{ path: '', text: 'was not kept by CloudTrail' }]);
  }
  const hidden = read(
    event({ ...PARAMETERS, vpcConfig: 'HIDDEN_DUE_TO_SECURITY_REASONS', hyperParameters: { a: '***' } }),
  )[0];
  assert.deepEqual(hidden?.undecided, [
    { path: 'VpcConfig', text: 'was left out by CloudTrail' },
    { path: 'HyperParameters.a', text: 'was left out by CloudTrail' },
  ]);
});

const RESOURCES: readonly [resource: string, operation: string | undefined][] = [
  ['arn:aws:states:::sagemaker:createTrainingJob', 'CreateTrainingJob'],
  ['arn:aws:states:::sagemaker:createTrainingJob.sync', 'CreateTrainingJob'],
  ['arn:aws-cn:states:::sagemaker:createHyperParameterTuningJob.sync', 'CreateHyperParameterTuningJob'],
  ['arn:aws:states:::sagemaker:createProcessingJob.sync', 'CreateProcessingJob'],
  ['arn:aws:states:::aws-sdk:sagemaker:createAutoMLJobV2', 'CreateAutoMLJobV2'],
  ['arn:aws:states:::aws-sdk:sagemaker:updateMonitoringSchedule', 'UpdateMonitoringSchedule'],
  ['arn:aws:states:::sagemaker:createTransformJob.sync', undefined],
  ['arn:aws:states:::lambda:invoke', undefined],
  ['arn:aws:lambda:eu-central-1:1:function:createTrainingJob', undefined],
];
for (const [Resource, operation] of RESOURCES) {
  test(`Step Functions: ${Resource}`, () => {
    const found = read(machine({ Resource, Parameters: { a: 1 } }));
    assert.deepEqual(
      found.map((one) => [one.kind, one.operation, one.by]),
      operation ? [['step-functions', operation, 'Train']] : [],
    );
  });
}

test('Step Functions: tasks within Parallel and Map, of old and new definitions', () => {
  const inner = machine({ Parameters: { TrainingJobName: 'x' } });
  const States = {
    Both: { Type: 'Parallel', Branches: [inner, inner] },
    Each: { Type: 'Map', ItemProcessor: inner },
    Old: { Type: 'Map', Iterator: inner },
    Wait: { Type: 'Wait', Seconds: 1 },
  };
  assert.deepEqual(
    read({ StartAt: 'Both', States }).map(({ place }) => place.path),
    ['Both.Branches[0]', 'Both.Branches[1]', 'Each.ItemProcessor', 'Old.Iterator'].map(
      (at) => `States.${at}.States.Train.Parameters`,
    ),
  );
});

test('Step Functions: what is known only when a state runs', () => {
  const [byPath] = read(
    machine({
      Parameters: { ...training(), 'VpcConfig.$': '$.network', VpcConfig: undefined, Environment: { 'A.$': '$.a' } },
    }),
  );
  assert.deepEqual(byPath?.undecided, [
    { path: 'VpcConfig', text: 'is taken from $.network when the state runs' },
    { path: 'Environment.A', text: 'is taken from $.a when the state runs' },
  ]);
  const Arguments = { ...training(), EnableInterContainerTrafficEncryption: '{% $states.input.encrypt %}' };
  const [jsonata] = read({ QueryLanguage: 'JSONata', ...machine({ Arguments }) });
  assert.deepEqual(jsonata?.undecided, [
    {
      path: 'EnableInterContainerTrafficEncryption',
      text: 'is worked out from $states.input.encrypt when the state runs',
    },
  ]);
  assert.deepEqual(
    read(machine({ QueryLanguage: 'JSONata', Arguments: '{% $states.input %}' }))[0]?.undecided[0]?.path,
    '',
  );
  assert.match(read(machine({}))[0]?.undecided[0]?.text ?? '', /^is the state's input/);
  // In the other language they are what they say.
  assert.deepEqual(read(machine({ Parameters: { TrainingJobName: '{% x %}' } }))[0]?.request, {
    TrainingJobName: '{% x %}',
  });
});

test('Step Functions: a definition quoted in what describes or creates it', () => {
  const definition = machine({ Parameters: training() });
  const path = 'definition.States.Train.Parameters';
  assert.deepEqual(brief({ name: 'nightly', definition: JSON.stringify(definition) }), [
    ['step-functions', 'CreateTrainingJob', path],
  ]);
  assert.deepEqual(brief({ name: 'nightly', definition }), [['step-functions', 'CreateTrainingJob', path]]);
});

const step = (Type: string, Arguments: unknown, Name = 'One') => ({ Name, Type, Arguments });

test('Pipelines: steps of every type that starts a job, and those of a condition', () => {
  const Steps = [
    step('Training', training()),
    step('Tuning', {}),
    step('Processing', {}),
    step('ClarifyCheck', {}),
    step('QualityCheck', {}),
    step('AutoML', { AutoMLJobConfig: {} }),
    step('Transform', {}),
    step('Lambda', {}),
    step('Condition', {
      Conditions: [],
      IfSteps: [step('Training', {}, 'If')],
      ElseSteps: [step('Training', {}, 'Else')],
    }),
    { Name: 'None', Type: 'Fail' },
  ];
  const definition = { Version: '2020-12-01', Steps };
  assert.deepEqual(
    read(definition).map(({ operation, by }) => [operation, by]),
    [
      ['CreateTrainingJob', 'One'],
      ['CreateHyperParameterTuningJob', 'One'],
      ['CreateProcessingJob', 'One'],
      ['CreateProcessingJob', 'One'],
      ['CreateProcessingJob', 'One'],
      ['CreateAutoMLJob', 'One'],
      ['CreateTrainingJob', 'If'],
      ['CreateTrainingJob', 'Else'],
    ],
  );
  for (const PipelineDefinition of [JSON.stringify(definition), definition]) {
    assert.equal(
      read({ PipelineName: 'p', PipelineDefinition })[0]?.place.path,
      'PipelineDefinition.Steps[0].Arguments',
    );
  }
});

test('Pipelines: what is known only when they run, with what it usually is', () => {
  const VpcConfig = {
    Subnets: [{ Get: 'Parameters.Subnet' }],
    SecurityGroupIds: { 'Std:Join': { On: '', Values: [] } },
  };
  const flag = { Get: 'Parameters.Encrypt' };
  const definition = {
    Parameters: [{ Name: 'Encrypt', Type: 'Boolean', DefaultValue: true }],
    Steps: [step('Training', training({ VpcConfig, EnableInterContainerTrafficEncryption: flag }))],
  };
  assert.deepEqual(read(definition)[0]?.undecided, [
    { path: 'VpcConfig.Subnets.1', text: 'is taken from Parameters.Subnet when the pipeline runs' },
    { path: 'VpcConfig.SecurityGroupIds', text: 'is worked out when the pipeline runs' },
    {
      path: 'EnableInterContainerTrafficEncryption',
      text: 'is taken from Parameters.Encrypt when the pipeline runs, by default true',
    },
  ]);
});

const resource = (Type: string, Properties: object) => ({ Resources: { Mine: { Type, Properties } } });

test('CloudFormation: state machines, however they are written, pipelines, and what has the flag itself', () => {
  const text = JSON.stringify(machine({ Parameters: training() }));
  const Definition = JSON.parse(text) as object;
  const pipeline = { Steps: [step('Training', training())] };
  const documents = [
    resource('AWS::StepFunctions::StateMachine', { DefinitionString: text }),
    resource('AWS::StepFunctions::StateMachine', { DefinitionString: { 'Fn::Sub': text } }),
    resource('AWS::StepFunctions::StateMachine', {
      DefinitionString: { 'Fn::Join': ['', [text.slice(0, 40), text.slice(40)]] },
    }),
    resource('AWS::StepFunctions::StateMachine', { Definition }),
    resource('AWS::Serverless::StateMachine', { Definition }),
    resource('AWS::SageMaker::Pipeline', { PipelineDefinition: { PipelineDefinitionBody: JSON.stringify(pipeline) } }),
  ];
  for (const document of documents) {
    const [found, ...more] = read(document);
    assert.deepEqual(
      [found?.kind, found?.operation, found?.request, more],
      ['cloudformation', 'CreateTrainingJob', training(), []],
    );
  }
  const NetworkConfig = { EnableInterContainerTrafficEncryption: 'true', VpcConfig: { Ref: 'AWS::NoValue' } };
  const [monitoring] = read(resource('AWS::SageMaker::DataQualityJobDefinition', { NetworkConfig }));
  assert.deepEqual(
    [monitoring?.operation, monitoring?.by, monitoring?.request],
    ['CreateDataQualityJobDefinition', 'Mine', { NetworkConfig: { EnableInterContainerTrafficEncryption: true } }],
  );
  assert.deepEqual(read(resource('AWS::S3::Bucket', {})), []);
});

test('CloudFormation: what is known only when the stack is made, in text, objects and short tags', () => {
  // As the CDK joins it: the count stands bare, which is no JSON yet.
  const parts = [
    '{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:',
    { Ref: 'AWS::Partition' },
    ':states:::sagemaker:createTrainingJob","Parameters":{"ResourceConfig":{"InstanceCount":',
    { Ref: 'Count' },
    '},"VpcConfig":{"Subnets":["',
    { 'Fn::GetAtt': ['Subnet', 'Id'] },
    '"]}}}}}',
  ];
  const [found] = read(resource('AWS::StepFunctions::StateMachine', { DefinitionString: { 'Fn::Join': ['', parts] } }));
  assert.deepEqual(
    found?.undecided.map(({ path, text }) => [path, text.replace(/ of the template.*/, '')]),
    [
      ['ResourceConfig.InstanceCount', `is \${Count}`],
      ['VpcConfig.Subnets.1', `is \${Subnet.Id}`],
    ],
  );
  const yaml = `Resources:
  Mine:
    Type: AWS::SageMaker::ModelBiasJobDefinition
    Properties:
      NetworkConfig: !If [Private, { VpcConfig: !Ref Vpc }, !Ref AWS::NoValue]
`;
  assert.deepEqual(
    readRequests(yaml, 'template.yaml')[0]?.undecided.map(({ path }) => path),
    ['NetworkConfig'],
  );
});

test('names that the operation does not have, and types that it does not take, are reported', () => {
  const [found] = read(
    training({
      VpcConfig: { ...VPC, SecurityGroupIds: 'sg-1' },
      EnableInterContainerEncryption: true,
      ResourceConfig: [],
    }),
  );
  assert.deepEqual(found?.unknown, [{ path: 'EnableInterContainerEncryption', text: 'is no member of it' }]);
  assert.deepEqual(found?.misfits, [
    { path: 'ResourceConfig', text: 'is a list, not an object' },
    { path: 'VpcConfig.SecurityGroupIds', text: 'is the string "sg-1", not a list' },
  ]);
});

const refused: readonly [name: string, text: string, message: RegExp][] = [
  ['nothing', ' \n', /^x is empty\. Give a request, an event or a definition, in JSON or YAML\.$/],
  ['broken JSON', '{\n  "TrainingJobName": "a",\n  oops\n', /^x:\d+ is not JSON: /],
  ['broken YAML', 'TrainingJobName: "a\nb: [', /^x:\d+ is neither JSON nor YAML: /],
  ['a key twice', 'TrainingJobName: a\nTrainingJobName: b\n', /^x:2 is neither JSON nor YAML: Map keys must be unique/],
  [
    'prose',
    'Dear colleague',
    /^x is nothing that lint knows\. It reads requests, CloudTrail events and logs, .* and more/,
  ],
  ['something else in JSON', '{"name": "a"}', /^x is nothing that lint knows/],
  ['a list with something else in it', '[{"TrainingJobName":"a"}, 1]', /^x:1 \[1\] is nothing that lint knows\.$/],
  ['an empty list', '[]', /^x is nothing that lint knows/],
  [
    'many laughs',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g'].map((name, i) => `${name}: &${name} [${`*${'abcdef'[i]},`.repeat(9)}]`).join('\n')}\n`,
    /^x is YAML that cannot be read/,
  ],
];
for (const [name, text, message] of refused) {
  test(`refused: ${name}`, () => {
    assert.throws(() => readRequests(text, 'x'), { name: 'Failure', exitCode: 2, message });
  });
}

test('any JSON is read or refused, never a fault', () => {
  const names = [
    'TrainingJobName',
    'States',
    'Steps',
    'Resources',
    'Records',
    'detail',
    'VpcConfig',
    'Type',
    'Arguments',
    'definition',
    'requestParameters',
    'eventName',
    'eventSource',
    '__proto__',
    'constructor',
    'operation',
    'request',
  ];
  const scalar = fc.oneof(
    fc.constantFrom('CreateTrainingJob', 'sagemaker.amazonaws.com', 'Task', 'Training', '', '{}'),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      scalar,
      fc.dictionary(fc.constantFrom(...names), tie('tree'), { maxKeys: 5 }),
      fc.array(tie('tree'), { maxLength: 3 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      try {
        for (const { request } of read(JSON.stringify(value))) assert.equal(typeof request, 'object');
      } catch (error) {
        assert.equal((error as Error).name, 'Failure', String((error as Error).stack));
      }
    }),
    { numRuns: 500 },
  );
});

const all = (text: string) => {
  const { requests, skipped } = readDocuments(text, 'x');
  return [requests.map(({ operation }) => operation), skipped.map(({ kind, text: why }) => `${kind}: ${why}`)];
};

test('one foreign item, record, resource, step or state does not stop the others', () => {
  const event = { eventSource: 'sagemaker.amazonaws.com', eventName: 'CreateTrainingJob', requestParameters: {} };
  const task = machine({ Parameters: training() });
  const documents: readonly (readonly [document: object, why: string])[] = [
    [[training(), 1], 'x:1 [1] is nothing that lint knows.'],
    [{ Records: [event, {}] }, 'x:1 Records[1] is no CloudTrail event.'],
    [
      { Events: [{ CloudTrailEvent: JSON.stringify(event) }, { CloudTrailEvent: '{' }] },
      'x:1 Events[1] is no CloudTrail event.',
    ],
    [
      {
        Resources: {
          Mine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: task } },
          'Fn::Transform': { Name: 'AWS::Include' },
        },
      },
      'x:1 Resources["Fn::Transform"] is no resource with a Type.',
    ],
    [{ Steps: [step('Training', training()), {}] }, 'x:1 Steps[1] is no step with a Type.'],
    [{ ...task, States: { ...task.States, Other: null } }, 'x:1 States.Other is no state.'],
    [
      { TrainingJobSummaries: [{ TrainingJobName: 'a', TrainingJobArn: 'arn', CreationTime: 1 }, 2] },
      'x:1 TrainingJobSummaries[1] is no summary of a job.',
    ],
  ];
  for (const [document, why] of documents) {
    const found = all(JSON.stringify(document));
    assert.deepEqual(found, [
      ['CreateTrainingJob'],
      [`foreign: ${why.replace('Resources["Fn::Transform"]', 'Resources.Fn::Transform')}`],
    ]);
  }
});

test('one document or line that cannot be read does not stop the others', () => {
  assert.deepEqual(all('TrainingJobName: a\n---\nb: [\n---\nTrainingJobName: c\n')[0], [
    'CreateTrainingJob',
    'CreateTrainingJob',
  ]);
  const [requests, skipped] = all('{"TrainingJobName":"a"}\n{"Training\n{"TrainingJobName":"b"}\n');
  assert.equal(requests?.length, 2);
  assert.match(String(skipped), /^unreadable: x:2 is not JSON: /);
});

test('a key that is given twice has the line of the last one, which counts', () => {
  const text =
    '{\n "TrainingJobName": "a",\n "EnableInterContainerTrafficEncryption": true,\n "EnableInterContainerTrafficEncryption": false\n}';
  const [found] = read(text);
  assert.equal(found?.request.EnableInterContainerTrafficEncryption, false);
  assert.equal(found?.lineOf('EnableInterContainerTrafficEncryption'), 4);
});

test('YAML merge keys: what is merged in counts, what is written beside them counts more', () => {
  const text = `- &base
  TrainingJobName: base
  EnableInterContainerTrafficEncryption: true
- <<: *base
  TrainingJobName: kept
- <<: *base
  TrainingJobName: overridden
  EnableInterContainerTrafficEncryption: false
- <<: [{ TrainingJobName: first }, *base]
`;
  const found = read(text);
  assert.deepEqual(
    found.map(({ request }) => [request.TrainingJobName, request.EnableInterContainerTrafficEncryption]),
    [
      ['base', true],
      ['kept', true],
      ['overridden', false],
      ['first', true],
    ],
  );
  assert.deepEqual(
    found.map(({ lineOf }) => lineOf('EnableInterContainerTrafficEncryption')),
    [3, 3, 8, 3],
  );
});

test('a definition that is stored elsewhere, or cannot be read, is a request whose jobs are not to be seen', () => {
  const S3 = { Bucket: 'b', Key: 'k' };
  const documents: readonly (readonly [document: object, unseen: string])[] = [
    [
      { PipelineName: 'p', PipelineDefinitionS3Location: { Bucket: 'b', ObjectKey: 'k' } },
      'has its definition elsewhere, in s3://b/k',
    ],
    [
      resource('AWS::StepFunctions::StateMachine', { DefinitionS3Location: S3 }),
      'has its definition elsewhere, in s3://b/k',
    ],
    [
      resource('AWS::Serverless::StateMachine', { DefinitionUri: 'machine.json' }),
      'has its definition elsewhere, in machine.json',
    ],
    [
      resource('AWS::SageMaker::Pipeline', { PipelineDefinition: { PipelineDefinitionS3Location: S3 } }),
      'has its definition elsewhere, in s3://b/k',
    ],
    [
      resource('AWS::StepFunctions::StateMachine', { DefinitionString: { Ref: 'Text' } }),
      'has a definition that cannot be read here',
    ],
    [
      resource('AWS::StepFunctions::StateMachine', { DefinitionString: '{' }),
      'has a definition that cannot be read here',
    ],
  ];
  for (const [document, unseen] of documents) {
    assert.deepEqual(
      read(document).map((one) => one.unseen),
      [unseen],
      JSON.stringify(document),
    );
  }
});

test("CloudFormation's booleans: yes, True and their text", () => {
  const flag = (text: string) =>
    read(
      `Resources:\n  Mine:\n    Type: AWS::SageMaker::DataQualityJobDefinition\n    Properties:\n      NetworkConfig: { EnableInterContainerTrafficEncryption: ${text} }\n`,
    )[0];
  for (const text of ['true', 'True', 'TRUE', '"True"', '"true"', 'yes', 'Yes', 'on']) {
    assert.deepEqual(flag(text)?.request.NetworkConfig, { EnableInterContainerTrafficEncryption: true }, text);
  }
  for (const text of ['false', '"False"', 'no', 'off']) {
    assert.deepEqual(flag(text)?.request.NetworkConfig, { EnableInterContainerTrafficEncryption: false }, text);
  }
  assert.equal(flag('"yes"')?.misfits.length, 1, 'text in quotation marks is text');
});

test('yes of another document is undecided: which YAML reads it nobody knows', () => {
  const [found] = read('TrainingJobName: a\nEnableInterContainerTrafficEncryption: yes\n');
  assert.deepEqual(found?.undecided, [
    { path: 'EnableInterContainerTrafficEncryption', text: 'is yes, which is true in YAML 1.1 and text in YAML 1.2' },
  ]);
});

test('nesting without end is refused, in JSON, in YAML and in a quoted definition', () => {
  const deep = (levels: number) => `${'{"States":'.repeat(levels)}1${'}'.repeat(levels)}`;
  const name = `${'- '.repeat(6000)}a`;
  for (const text of [deep(6000), deep(201), name]) {
    assert.match(String(all(text)[1]), /^unreadable: x.* has more than 200 levels|^unreadable: x/);
  }
  assert.match(String(all(JSON.stringify({ definition: deep(6000) }))[1]), /^foreign/);
  assert.doesNotMatch(String(all(deep(199))[1]), /levels/);
});

test('a document begins on the line of its first character', () => {
  const begins = (text: string) => readRequests(text, 'x')[0]?.place.line;
  const request = '{ "TrainingJobName": "a", "AlgorithmSpecification": {} }';
  assert.equal(begins(request), 1);
  assert.equal(begins(`\uFEFF\n\r\n  ${request}`), 3);
  assert.equal(begins('\n# a comment\nTrainingJobName: a\nAlgorithmSpecification: {}\n'), 3);
});
