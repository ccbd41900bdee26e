import { isObject } from '../undecided.ts';
import type { DocumentForm, FoundRequest } from './document.ts';

/** Where the SageMaker Python SDK keeps an organisation's defaults: the section, and where it has flag and VPC. */
const SECTIONS: readonly (readonly [section: string, operation: string, at: readonly string[]])[] = [
  ['TrainingJob', 'CreateTrainingJob', []],
  ['ProcessingJob', 'CreateProcessingJob', ['NetworkConfig']],
  ['AutoMLJob', 'CreateAutoMLJob', ['AutoMLJobConfig', 'SecurityConfig']],
  ['AutoMLJobV2', 'CreateAutoMLJobV2', ['SecurityConfig']],
  [
    'MonitoringSchedule',
    'CreateMonitoringSchedule',
    ['MonitoringScheduleConfig', 'MonitoringJobDefinition', 'NetworkConfig'],
  ],
];

const FLAG = 'EnableInterContainerTrafficEncryption';

/**
 * `config.yaml` of the SageMaker Python SDK: no requests, but what every job gets that does not say otherwise. It says
 * for each operation what its default is, and for which there is none; what a job is then, only its request shows.
 */
export const sdkDefaults: DocumentForm = {
  name: 'sdk-defaults',
  title: 'the defaults of the SageMaker Python SDK (config.yaml)',
  recognises: (value) => {
    const sections = isObject(value) ? value.SageMaker : undefined;
    return (
      isObject(value) && isObject(sections) && ('SchemaVersion' in value || SECTIONS.some(([name]) => name in sections))
    );
  },
  reads({ value, path }) {
    const sections = isObject(value) && isObject(value.SageMaker) ? value.SageMaker : {};
    const requests = SECTIONS.map(([section, operation, at]): FoundRequest => {
      const steps = [section, ...at];
      const given = steps.reduce<unknown>((part, step) => (isObject(part) ? part[step] : undefined), sections);
      const deepest = steps.filter((_, index) => isObject(valueAt(sections, steps.slice(0, index + 1))));
      return {
        kind: 'sdk-defaults',
        operation,
        by: section,
        value: undefined,
        path: [...path, 'SageMaker', ...deepest],
        unseen: `${wordsOf(isObject(given) ? given : {})}; each job says the rest`,
      };
    });
    return { requests };
  },
};

const valueAt = (value: unknown, steps: readonly string[]): unknown =>
  steps.reduce<unknown>((part, step) => (isObject(part) ? part[step] : undefined), value);

function wordsOf({ [FLAG]: flag, VpcConfig }: Readonly<Record<string, unknown>>): string {
  const flags = flag === undefined ? 'has no default for the flag' : `has the flag ${JSON.stringify(flag)} by default`;
  return `${flags} and ${VpcConfig === undefined ? 'none for the VPC' : 'a default VPC'}`.replace(
    /default and none/,
    flag === undefined ? 'default and none' : 'default, and none',
  );
}
