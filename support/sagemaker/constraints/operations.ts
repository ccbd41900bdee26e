/** The operations whose requests are checked. After a change run `generate.ts`. */
export const CONSTRAINED_OPERATIONS = [
  'AddTags',
  'CreateHyperParameterTuningJob',
  'CreateTrainingJob',
  'DeleteHyperParameterTuningJob',
  'DeleteTags',
  'DeleteTrainingJob',
  'DescribeHyperParameterTuningJob',
  'DescribeTrainingJob',
  'ListHyperParameterTuningJobs',
  'ListTags',
  'ListTrainingJobs',
  'ListTrainingJobsForHyperParameterTuningJob',
  'StopHyperParameterTuningJob',
  'StopTrainingJob',
  'UpdateTrainingJob',
] as const;
