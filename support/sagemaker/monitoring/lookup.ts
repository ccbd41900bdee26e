import type { AccountState } from '../accounts/state.ts';
import { invalid, notFound } from '../errors/own-errors.ts';
import type { OperationContext } from '../operation.ts';
import type { MonitoringSchedule } from '../records/monitoring.ts';

/** @throws ServiceError ResourceNotFound, in our words, when there is none of that name. */
export function scheduleNamed(state: AccountState, name = ''): MonitoringSchedule {
  const schedule = state.monitoring.schedules.get(name);
  if (!schedule) throw notFound(`there is no monitoring schedule ${name}.`);
  return schedule;
}

/**
 * A schedule that is to be changed.
 * @throws ServiceError as above, or ValidationException while the change before it is not through.
 */
export async function settledSchedule(
  { state, settle }: OperationContext,
  name: string | undefined,
): Promise<MonitoringSchedule> {
  await settle();
  const schedule = scheduleNamed(state, name);
  const { status } = schedule.history.current;
  if (status === 'Pending') {
    throw invalid(`monitoring schedule ${schedule.name} is in status ${status}; it can be changed once that is over.`);
  }
  return schedule;
}
