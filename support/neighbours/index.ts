import type { Service } from '../protocol/service.ts';

/** What the neighbours need to know of what stands beside them. */
export interface Neighbourhood {
  /** The stub of SageMaker, which reports the jobs that have logs. */
  readonly sagemaker: () => Service;
}

/**
 * The services beside EC2 that SDKs ask when they launch a job, as far as they ask them. Each is loaded when it is
 * first asked: a run that asks none of them does not wait for any.
 */
export const NEIGHBOURS: Readonly<Record<string, (beside: Neighbourhood) => Promise<Service>>> = {
  s3: async () => (await import('./s3/index.ts')).createS3(),
  iam: async () => (await import('./iam/index.ts')).createIam(),
  ecr: async () => (await import('./ecr/index.ts')).createEcr(),
  logs: async ({ sagemaker }) => (await import('./logs/index.ts')).createLogs(sagemaker()),
};
