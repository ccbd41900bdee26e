import { isNotSimulated } from '../executions/launch.ts';
import { launchedJob } from '../executions/launched-job.ts';
import { Unknown, unknownIn } from '../executions/unknown.ts';
import type { Doing } from './doing.ts';
import { StateFailure } from './failure.ts';
import { shown } from './shown.ts';

/** `arn:aws:states:::sagemaker:createTrainingJob.sync`, `arn:aws:states:::aws-sdk:sagemaker:createTrainingJob`. */
const RESOURCE = /^arn:[^:]*:states:[^:]*:[^:]*:(aws-sdk:)?(\w+):(\w+)(?:\.(\w+)(?::\d+)?)?$/;

/** Services whose tasks may create jobs, so that jobs may be missing where they are not carried out. */
const MAY_LAUNCH: ReadonlySet<string> = new Set(['sagemaker', 'states']);

/** Operations of SageMaker that create jobs without a place for the flag, and so hide nothing. */
const HIDES_NOTHING =
  /^(Create(TransformJob|Model|ModelPackage|Endpoint|EndpointConfig|LabelingJob)|UpdateEndpoint|Describe\w+|List\w+)$/;

/** Does what a Task asks for, and gives back its result. @throws StateFailure */
export async function task(doing: Doing, resource: string, parameters: unknown): Promise<unknown> {
  const [, sdk, service = '', action = '', pattern] = RESOURCE.exec(resource) ?? [];
  const operation = `${action.charAt(0).toUpperCase()}${action.slice(1)}`;
  if (service !== 'sagemaker' || pattern === 'waitForTaskToken') {
    const name = service === '' ? resource : `${service}:${action}${pattern === undefined ? '' : `.${pattern}`}`;
    return notDone(doing, `calls ${name}, which is not simulated`, MAY_LAUNCH.has(service));
  }
  const open = unknownIn(parameters);
  if (open) {
    return notDone(
      doing,
      `did not call ${operation}, since a value of its request ${open.why}`,
      !HIDES_NOTHING.test(operation),
    );
  }
  doing.event('TaskScheduled', {
    taskScheduledEventDetails: {
      ...about(service, action, pattern),
      region: doing.region,
      parameters: shown(parameters),
    },
  });
  const answer = await doing.launch(operation, parameters);
  if (isNotSimulated(answer)) {
    return notDone(doing, `calls ${service}:${action}, which is not simulated`, !HIDES_NOTHING.test(operation));
  }
  if (answer.error !== undefined) {
    const { code, message } = answer.error;
    // The optimized integration has one name for all errors of the service.
    const error = sdk === undefined ? 'SageMaker.AmazonSageMakerException' : `SageMaker.${code}`;
    throw failed(doing, about(service, action, pattern), error, `${message} (Service: SageMaker; Error Code: ${code})`);
  }
  const about_ = about(service, action, pattern);
  if (pattern !== 'sync') {
    doing.event('TaskSucceeded', { taskSucceededEventDetails: { ...about_, output: shown(answer.output) } });
    return answer.output;
  }
  doing.event('TaskSubmitted', { taskSubmittedEventDetails: { ...about_, output: shown(answer.output) } });
  return awaited(doing, operation, parameters, about_);
}

/** A task of pattern `.sync` waits for its job, and fails with it. */
async function awaited(doing: Doing, operation: string, parameters: unknown, of: About): Promise<unknown> {
  const job = launchedJob(doing.state, operation, parameters);
  if (job === undefined) return notDone(doing, `waits for what ${operation} created, which is not simulated`, false);
  await doing.waitFor(job);
  const described = await doing.state.read(job.describe);
  const output = described.output ?? new Unknown(`comes from ${job.name}, which is not there any more`);
  if (job.status() !== 'Completed') throw failed(doing, of, 'States.TaskFailed', shown(output));
  doing.event('TaskSucceeded', { taskSucceededEventDetails: { ...of, output: shown(output) } });
  return output;
}

interface About {
  readonly resourceType: string;
  readonly resource: string;
}

const about = (service: string, action: string, pattern: string | undefined): About => ({
  resourceType: service,
  resource: pattern === undefined ? action : `${action}.${pattern}`,
});

function failed(doing: Doing, of: About, error: string, cause: string): StateFailure {
  doing.event('TaskFailed', { taskFailedEventDetails: { ...of, error, cause } });
  return new StateFailure(error, cause);
}

function notDone(doing: Doing, text: string, hidesJobs: boolean): Unknown {
  doing.remark(text, hidesJobs);
  return new Unknown(`comes from state ${doing.stateName}, which ${text}`);
}
