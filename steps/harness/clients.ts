import { delimiter } from 'node:path';
import { GO_PROGRAM, JAR, python, pythonTools, pythonV2 } from './requirements.ts';

/** How one of the programs of examples/clients is started. */
export interface Client {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const folder = 'examples/clients';

/** The programs of examples/clients, by the names that scenarios give them. */
export const clients: Readonly<Record<string, Client>> = {
  boto3: { program: python, args: [`${folder}/boto3/launch.py`] },
  'AWS CLI': {
    program: `${folder}/aws-cli/launch.sh`,
    args: [],
    environment: { PATH: `${pythonTools}${delimiter}${process.env.PATH}` },
  },
  'SageMaker SDK v2': {
    program: pythonV2,
    args: [`${folder}/sagemaker-v2/launch.py`],
    environment: { SAGEMAKER_USER_CONFIG_OVERRIDE: `${folder}/sagemaker-v2/config.yaml` },
  },
  'SageMaker SDK v3': {
    program: python,
    args: [`${folder}/sagemaker-v3/launch.py`],
    environment: { SAGEMAKER_USER_CONFIG_OVERRIDE: `${folder}/sagemaker-v3/config.yaml` },
  },
  'Java SDK': { program: 'java', args: ['-jar', JAR] },
  'Go SDK': { program: GO_PROGRAM, args: [] },
  'JavaScript SDK': { program: process.execPath, args: [`${folder}/javascript/launch.js`] },
};

export function clientNamed(name: string): Client {
  const client = clients[name];
  if (client === undefined) throw new Error(`there is no client ${name}, only ${Object.keys(clients).join(', ')}`);
  return client;
}
