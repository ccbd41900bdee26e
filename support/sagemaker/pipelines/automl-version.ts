/** The operation that an AutoML step's arguments are for: the two versions share no required member but the name. */
export function operationOf(given: unknown): 'CreateAutoMLJob' | 'CreateAutoMLJobV2' {
  const members = Object.keys((given ?? {}) as object);
  const second = ['AutoMLJobInputDataConfig', 'AutoMLProblemTypeConfig'];
  return members.some((member) => second.includes(member)) ? 'CreateAutoMLJobV2' : 'CreateAutoMLJob';
}
