import { ServiceError } from '../../protocol/service.ts';
import type { AccountState } from '../accounts/state.ts';
import { notFound } from '../errors/own-errors.ts';
import { refusalOf } from '../errors/refusal.ts';
import { hasEnded } from '../life/transitions.ts';
import { shortHash } from '../model/chance.ts';
import { processingFacts } from '../processing/facts.ts';
import { startProcessingJob } from '../processing/processing-job.ts';
import type { Execution, ExecutionFace, MonitoringSchedule } from '../records/monitoring.ts';
import type { ProcessingFace, ProcessingJob } from '../records/processing.ts';
import { History } from '../store/history.ts';
import { NAMES } from './kinds.ts';
import { endpointNameOf, workOf } from './schedule.ts';
import { processingRequest } from './work.ts';

/**
 * How many executions of a schedule are kept, with their processing jobs: under a clock that goes fast there would be no
 * end of them.
 */
const MOST_EXECUTIONS = 1000;

/** The API's limit. */
const LONGEST_FAILURE_REASON = 1024;

/** What a container of the service's own leaves behind when what it found breaks the constraints begins with this. */
const VIOLATIONS = 'CompletedWithViolations';

/**
 * Runs a schedule. Its processing job is judged again, since the network may have changed since the schedule was; what
 * would refuse it fails the execution.
 */
export async function execute(state: AccountState, schedule: MonitoringSchedule, scheduledAt: number): Promise<void> {
  const createdAt = state.clock.now();
  const { config } = schedule.history.current;
  const own = new History<ExecutionFace>(state.revisions, { status: 'Pending', modifiedAt: createdAt });
  const sequence = state.monitoring.nextSequence();
  const execution: Execution = {
    name: schedule.name,
    sequence,
    schedule,
    config,
    endpointName: endpointNameOf(state, config),
    scheduledAt,
    createdAt,
    history: {
      at: (revision) => faceOf(execution.job, execution.job?.history.at(revision)) ?? own.at(revision),
      get current() {
        return faceOf(execution.job, execution.job?.history.current) ?? own.current;
      },
    },
  };
  state.monitoring.addExecution(execution);
  schedule.last = execution;
  try {
    execution.job = await start(state, execution);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    execution.failureReason = error.message.slice(0, LONGEST_FAILURE_REASON);
    own.set({ status: 'Failed', modifiedAt: state.clock.now() });
  }
  forgetOldest(state, schedule);
}

async function start(
  state: AccountState,
  { schedule, config, scheduledAt, sequence }: Execution,
): Promise<ProcessingJob> {
  const work = workOf(state, config);
  if (!work) {
    const { MonitoringType = 'DataQuality', MonitoringJobDefinitionName } = config;
    throw notFound(`there is no ${NAMES[MonitoringType]} ${MonitoringJobDefinitionName} any more.`);
  }
  const minute = new Date(scheduledAt).toISOString().slice(0, 16).replaceAll(/\D/g, '');
  const request = processingRequest(`model-monitoring-${minute}-${shortHash(schedule.arn, sequence)}`, work);
  const verdicts = await state.assess([processingFacts(request)]);
  const refusal = refusalOf(verdicts);
  if (refusal) throw refusal;
  return startProcessingJob(state, request, {
    createdAt: state.clock.now(),
    stalls: verdicts.some((verdict) => verdict.stalls),
    parent: { kind: 'monitoring-schedule', arn: schedule.arn },
  });
}

function faceOf(job: ProcessingJob | undefined, face: ProcessingFace | undefined): ExecutionFace | undefined {
  if (!job || !face) return undefined;
  const violated = face.status === 'Completed' && job.exitMessage?.startsWith(VIOLATIONS);
  return { status: violated ? VIOLATIONS : face.status, modifiedAt: face.modifiedAt };
}

function forgetOldest(state: AccountState, schedule: MonitoringSchedule): void {
  const ended = state.monitoring.executions.filter(
    (execution) => execution.schedule === schedule && hasEnded(execution.job?.history.current.status ?? 'Failed'),
  );
  for (const execution of ended.slice(0, Math.max(0, ended.length - MOST_EXECUTIONS))) {
    state.monitoring.forgetExecution(execution);
    if (!execution.job) continue;
    state.processingJobs.delete(execution.job);
    state.tags.forget(execution.job.arn);
  }
}
