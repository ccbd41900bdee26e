import { invalid } from '../errors/own-errors.ts';
import { mostCandidates } from './completion.ts';
import type { AutoMLSettings } from './settings.ts';

/** @throws ServiceError ValidationException for the first thing of an AutoML job that does not fit together. */
export function checkAutoML(settings: AutoMLSettings): void {
  const { operation, completion, completionPath, problem, problemType, problemPath, metric } = settings;
  const most = mostCandidates(settings);
  if ((completion.MaxCandidates ?? 0) > most) {
    throw invalid(
      `${completionPath}.MaxCandidates is ${completion.MaxCandidates}; for ${problem} it is ${most} at most.`,
    );
  }
  // Documented for the second version only.
  if (
    operation === 'CreateAutoMLJobV2' &&
    problem === 'Tabular' &&
    (problemType === undefined) !== (metric === undefined)
  ) {
    throw invalid(`${problemPath} and AutoMLJobObjective go together; give both of them, or none.`);
  }
}
