import type { MonitoringScheduleConfig, MonitoringType } from '@aws-sdk/client-sagemaker';
import type { AccountState } from '../accounts/state.ts';
import { invalid, notFound } from '../errors/own-errors.ts';
import { workloadOfProcessing } from '../processing/workload.ts';
import { readExpression, type Timetable } from './expression.ts';
import { NAMES } from './kinds.ts';
import { workOf } from './schedule.ts';
import { processingRequest, type Work } from './work.ts';

/** @throws ServiceError ValidationException, or ResourceNotFound, for the first thing of a schedule that does not fit. */
export function checkSchedule(state: AccountState, config: MonitoringScheduleConfig = {}): void {
  const { MonitoringJobDefinition: inline, MonitoringJobDefinitionName: name, MonitoringType: kind } = config;
  if (inline && name !== undefined) {
    throw invalid(
      'MonitoringScheduleConfig gives both MonitoringJobDefinition and MonitoringJobDefinitionName; give one of them.',
    );
  }
  if (!inline && name === undefined) {
    throw invalid(
      'MonitoringScheduleConfig gives neither MonitoringJobDefinition nor MonitoringJobDefinitionName; give one of them.',
    );
  }
  if (!inline && !kind) {
    throw invalid(
      'MonitoringScheduleConfig gives MonitoringJobDefinitionName but no MonitoringType; say of which type it is.',
    );
  }
  const work = workOf(state, config);
  if (!work) throw notFound(`there is no ${NAMES[kind ?? 'DataQuality']} ${name}.`);
  checkWork(work);
  checkTimes(config, work);
}

/** @throws ServiceError ValidationException when the environment does not fit the model of time. */
export function checkWork(work: Work): void {
  workloadOfProcessing(processingRequest('', work));
}

function checkTimes({ ScheduleConfig: schedule, MonitoringType: kind }: MonitoringScheduleConfig, work: Work): void {
  if (schedule?.ScheduleExpression === undefined) return;
  const timetable = readExpression(schedule.ScheduleExpression);
  if (timetable.kind === 'now') {
    if (schedule.DataAnalysisStartTime === undefined || schedule.DataAnalysisEndTime === undefined) {
      throw invalid("ScheduleExpression 'NOW' needs DataAnalysisStartTime and DataAnalysisEndTime beside it.");
    }
    return;
  }
  const most = longestRun(timetable, kind);
  const asked = work.stopping?.MaxRuntimeInSeconds ?? 0;
  if (asked > most) {
    throw invalid(
      `MaxRuntimeInSeconds ${asked} is longer than what this schedule leaves an execution, ${most} seconds.`,
    );
  }
}

/** Documented: as long as there is between two executions, and for bias and quality of a model every hour half of that. */
function longestRun({ every }: Timetable & { kind: 'hours' }, kind: MonitoringType | undefined): number {
  const halved = every === 1 && (kind === 'ModelBias' || kind === 'ModelQuality');
  return every * (halved ? 1800 : 3600);
}
