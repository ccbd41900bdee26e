import type {
  AutoMLJobObjectiveType,
  AutoMLMetricEnum,
  FinalAutoMLJobObjectiveMetric,
} from '@aws-sdk/client-sagemaker';
import { modelledMetric } from '../model/metrics.ts';
import type { TrainingJob } from '../records/training.ts';
import type { AutoMLSettings } from './settings.ts';

/** Documented: the metric of each type of problem, where the request names none. */
const DEFAULTS = {
  Regression: 'MSE',
  BinaryClassification: 'F1',
  MulticlassClassification: 'Accuracy',
  ImageClassification: 'Accuracy',
  TextClassification: 'Accuracy',
  TimeSeriesForecasting: 'AverageWeightedQuantileLoss',
} as const satisfies Record<string, AutoMLMetricEnum>;

const MINIMIZED: ReadonlySet<AutoMLMetricEnum> = new Set<AutoMLMetricEnum>([
  'AverageWeightedQuantileLoss',
  'MAE',
  'MAPE',
  'MASE',
  'MSE',
  'RMSE',
  'WAPE',
]);

/**
 * The metric that candidates are compared by; `undefined` for the generation of text, which needs none. What problem a
 * table poses the service reads from the data; without a hint it is taken here for a classification.
 */
export function metricOf({ metric, problem, problemType }: AutoMLSettings): AutoMLMetricEnum | undefined {
  if (metric !== undefined || problem === 'TextGeneration') return metric;
  return DEFAULTS[problem === 'Tabular' ? (problemType ?? 'MulticlassClassification') : problem];
}

export function directionOf(metric: AutoMLMetricEnum): AutoMLJobObjectiveType {
  return MINIMIZED.has(metric) ? 'Minimize' : 'Maximize';
}

/** What a candidate came to; `undefined` until its training has completed. */
export function finalMetric(
  settings: AutoMLSettings,
  candidate: TrainingJob,
): (FinalAutoMLJobObjectiveMetric & { readonly Value: number }) | undefined {
  const metric = metricOf(settings);
  if (metric === undefined || candidate.history.current.status !== 'Completed') return undefined;
  return {
    Type: directionOf(metric),
    MetricName: metric,
    Value: modelledMetric(metric, candidate.request.HyperParameters),
    StandardMetricName: metric,
  };
}

/** The candidate with the best metric, or where there is none to compare by, the first that has completed. */
export function bestOf(settings: AutoMLSettings, candidates: readonly TrainingJob[]): TrainingJob | undefined {
  const completed = candidates.filter(({ history }) => history.current.status === 'Completed');
  const worth = (candidate: TrainingJob) => {
    const final = finalMetric(settings, candidate);
    if (!final) return 0;
    return final.Type === 'Minimize' ? -final.Value : final.Value;
  };
  return completed.toSorted((a, b) => worth(b) - worth(a))[0];
}
