import { type Check, found } from './seen.ts';

/** What an execution of a pipeline or state machine did not do as its definition says: jobs may be missing. */
export const notRun: Check = ({ attempt: { jobs } }) =>
  jobs.flatMap(({ operation, name, remarks = [] }) =>
    remarks.map(({ text, hidesJobs }) =>
      found({
        id: 'step-not-run',
        outcome: hidesJobs ? 'not shown' : 'advice',
        operation,
        job: name,
        text,
        fix: hidesJobs
          ? [
              'Try it with a definition whose requests need nothing from such a step, or judge it with train-encrypt lint.',
            ]
          : [],
      }),
    ),
  );
