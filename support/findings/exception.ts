/** Who answers for a finding that is known, why, and until when. */
export interface Answerable {
  readonly owner: string;
  readonly reason: string;
  /** The last day on which it counts: YYYY-MM-DD, by UTC. */
  readonly expires: string;
}

/** Whether it still counts. Its last day is one of those on which it does. @param today YYYY-MM-DD, by UTC */
export const inForce = ({ expires }: Pick<Answerable, 'expires'>, today: string): boolean => today <= expires;

/** YYYY-MM-DD, by UTC. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** What a report says beside a finding that has an exception. */
export function wordsOf(exception: Answerable, today: string): string {
  const { owner, reason, expires } = exception;
  return inForce(exception, today)
    ? `excepted until ${expires} by ${owner}: ${reason}`
    : `the exception by ${owner} expired after ${expires}: ${reason}`;
}
