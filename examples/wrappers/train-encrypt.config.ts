// What `train-encrypt check` runs here without a command: every example in this folder, right ones in every situation,
// wrong ones where they go wrong and where nobody would notice. README.md says what each of them must come to.

import { existsSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

function pythonOf(variable: string, environment: string): string {
  const here = join(checkout, '.venv', environment, 'bin', 'python');
  return process.env[variable] ?? (existsSync(here) ? here : 'python3');
}

const python = pythonOf('TRAIN_ENCRYPT_PYTHON', 'sdk');
const pythonV2 = pythonOf('TRAIN_ENCRYPT_PYTHON_V2', 'sdk-v2');

/** `given.py` is on the path. */
const inPython = { PYTHONPATH: 'python' };

/** The AWS CLI is beside the SDKs when it is not on the PATH. */
const beside = isAbsolute(python) ? [dirname(python)] : [];
const inShell = { PATH: [...beside, process.env.PATH].join(delimiter) };

const boto3 = (script: string, situations: string[]) => ({
  command: [python, script],
  env: inPython,
  situations,
});
const v2 = (script: string, situations: string[]) => ({ ...boto3(script, situations), command: [pythonV2, script] });
const v3 = boto3;
const shell = (script: string, situations: string[]) => ({ command: [script], env: inShell, situations });
const typescript = (script: string, situations: string[], ...args: string[]) => ({
  command: [process.execPath, script, ...args],
  situations,
});
/** What launches jobs by way of a service: a client's own retries and groups given alone are not their concern. */
const inService = [
  'documented',
  'one-instance',
  'heterogeneous',
  'no-rules',
  'esp-missing',
  'no-vpc',
  'no-subnets',
  'wrong-vpc',
];
const go = (program: string, situations: string[]) => ({ command: [program], situations });

export default {
  wrappers: {
    boto3: boto3('python/boto3_jobs.py', ['all']),
    'sagemaker-v2': v2('python/sagemaker_v2.py', ['all']),
    'sagemaker-v3': v3('python/sagemaker_v3.py', ['all']),
    'aws-cli': shell('shell/train.sh', ['all']),
    typescript: typescript('typescript/train.ts', ['all']),
    go: go('go/bin/train', ['all']),

    'pipeline-v2': v2('pipelines/pipeline_v2.py', inService),
    'pipeline-typescript': typescript('pipelines/pipeline.ts', inService),
    'state-machine': boto3('pipelines/state_machine.py', inService),
    'unset-parameter': typescript('pipelines/unset_parameter.ts', ['documented', 'one-instance']),

    'lost-keyword': boto3('wrong/lost_keyword.py', ['documented', 'one-instance']),
    'tuning-forgotten': boto3('wrong/tuning_forgotten.py', ['documented', 'one-instance']),
    'groups-alone': boto3('wrong/groups_alone.py', ['documented', 'no-vpc', 'no-subnets']),
    'public-when-alone': boto3('wrong/public_when_alone.py', ['documented', 'one-instance']),
    'falls-back': boto3('wrong/falls_back.py', ['documented', 'no-rules', 'esp-missing', 'wrong-vpc']),
    'retry-forgets': boto3('wrong/retry_forgets.py', ['documented', 'throttled-twice']),
    'denial-swallowed': boto3('wrong/denial_swallowed.py', ['one-instance', 'denied-without-flag']),
    'processing-forgotten': v2('wrong/processing_forgotten.py', ['documented', 'no-vpc']),
    'tuner-of-v3': v3('wrong/tuner_of_v3.py', ['documented', 'one-instance']),
    'hard-coded-count': shell('wrong/hard_coded_count.sh', ['documented', 'one-instance', 'heterogeneous']),
    pipe: shell('wrong/pipe.sh', ['documented', 'esp-missing']),
    'dry-run': shell('wrong/dry_run.sh', ['documented']),
    'wrong-group': shell('wrong/wrong_group.sh', ['documented', 'no-vpc']),
    'default-subnets': typescript('wrong/default_subnets.ts', ['documented', 'no-vpc']),
    'string-flag': typescript('wrong/string_flag.ts', ['documented', 'one-instance'], '--encrypt', 'True'),
    'train-by-count': go('go/bin/train_by_count', ['documented', 'heterogeneous']),
  },
};
