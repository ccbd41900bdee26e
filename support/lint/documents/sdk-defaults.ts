import { isObject, Undecided } from '../undecided.ts';
import type { DocumentForm, FoundRequest } from './document.ts';

/** Where the SageMaker Python SDK keeps an organisation's defaults, by section, and where a job's instances are. */
const SECTIONS: readonly (readonly [section: string, operation: string, instances: readonly string[]])[] = [
  ['TrainingJob', 'CreateTrainingJob', ['ResourceConfig']],
  ['ProcessingJob', 'CreateProcessingJob', ['ProcessingResources']],
  ['AutoMLJob', 'CreateAutoMLJob', []],
  ['AutoMLJobV2', 'CreateAutoMLJobV2', []],
  [
    'MonitoringSchedule',
    'CreateMonitoringSchedule',
    ['MonitoringScheduleConfig', 'MonitoringJobDefinition', 'MonitoringResources'],
  ],
];

/**
 * `config.yaml` of the SageMaker Python SDK: no requests, but what every job gets that does not say otherwise. A
 * section that is not there leaves its jobs without a default.
 */
export const sdkDefaults: DocumentForm = {
  name: 'sdk-defaults',
  title: 'the defaults of the SageMaker Python SDK (config.yaml)',
  recognises: (value) =>
    isObject(value) &&
    isObject(value.SageMaker) &&
    ('SchemaVersion' in value || SECTIONS.some(([name]) => name in (value.SageMaker as object))),
  reads({ value, path }) {
    const sections = isObject(value) && isObject(value.SageMaker) ? value.SageMaker : {};
    const requests = SECTIONS.map(([section, operation, instances]): FoundRequest => {
      const given = isObject(sections[section]) ? sections[section] : undefined;
      return {
        kind: 'sdk-defaults',
        operation,
        by: `${given ? 'default of' : 'no default for'} ${section}`,
        value: instances.length > 0 ? withOpen(given ?? {}, instances) : (given ?? {}),
        path: [...path, 'SageMaker', ...(given ? [section] : [])],
      };
    });
    return { requests };
  },
};

const EACH = new Undecided('is what each job asks for');

function withOpen(value: Readonly<Record<string, unknown>>, [member = '', ...more]: readonly string[]): unknown {
  const inner = value[member];
  return { ...value, [member]: more.length === 0 ? EACH : withOpen(isObject(inner) ? inner : {}, more) };
}
