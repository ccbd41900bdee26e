import { vpcMember } from './members.ts';
import { placed, titleOf, undecidedAt } from './requests.ts';
import { type Check, found } from './seen.ts';

/** What a definition leaves to the time when it runs: it may come out either way. */
export const undecided: Check = ({ requests }) =>
  requests.flatMap((request) =>
    request.jobs.flatMap((job) =>
      [job.flagPath, vpcMember(job)].flatMap((path) => {
        const remark = undecidedAt(request, path);
        if (remark === undefined) return [];
        const member = placed(request, path);
        return [
          found({
            id: 'not-decided',
            outcome: 'advice',
            operation: request.operation,
            job: job.name,
            member,
            text: `${titleOf(request)}: ${placed(request, remark.path)} ${remark.text}, so what will be sent is not known.`,
            fix: [`Write ${member} into the definition itself.`],
          }),
        ];
      }),
    ),
  );
