/** Whether a text can hold anything that lint knows: what has none of these words is not parsed. */
export const mayHold = (text: string): boolean => WORDS.test(text);

const WORDS =
  /sagemaker|inter_?container_?traffic|instance_?count|(training|processing|tuning|auto_?ml)_?job|job_?definition|monitoring_?schedule/i;

/**
 * Whether a text that could not be read, or is nothing that lint knows, speaks of jobs all the same, so that it should
 * be named: somebody expects it to be judged.
 */
export const speaksOfJobs = (text: string): boolean =>
  /EnableInterContainerTrafficEncryption|aws_sagemaker_\w*job|AWS::SageMaker::|Create(Training|Processing|HyperParameterTuning|AutoML)Job|sagemaker\.services\.k8s\.aws/i.test(
    text,
  );
