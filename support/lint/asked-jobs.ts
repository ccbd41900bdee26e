import type { Job } from '../rules/types.ts';
import { vpcPath } from '../rules/vpc-required.ts';
import { jobsOf } from '../sagemaker/request-facts.ts';
import { resourcePaths } from './operations.ts';
import type { ReadRequest, Remark } from './types.ts';

/** A job of a request, and what of it is not in the document. */
export interface RequestedJob {
  readonly job: Job;
  readonly undecided: {
    readonly flag?: Remark;
    readonly vpc?: Remark;
    readonly instances?: Remark;
  };
}

/** The jobs that a request asks for: none where it names what was defined elsewhere. */
export function askedJobs(read: ReadRequest): readonly RequestedJob[] {
  const { operation, request, undecided, misfits } = read;
  const open = [...undecided, ...misfits];
  const jobs = jobsOf(operation, request) ?? [];
  // A definition of jobs that is not there as a whole is a job all the same.
  const asked =
    jobs.length > 0
      ? jobs
      : open
          .filter(holdsJobs)
          .slice(0, 1)
          .map((remark) => unknownJob(read, remark));
  return asked
    .map((job) => withName(read, job))
    .map((job) => {
      const flag = remarkAt(open, job.flagPath);
      const vpc = remarkAt(open, vpcPath(job));
      const instances = resourcePaths(job).flatMap((path) => remarkAt(open, path, COUNTS) ?? [])[0];
      // Of a cluster of which one part is open, the others may be several already.
      const known = instances && job.instances < 2 ? { ...job, instances: 0 } : job;
      return {
        job: { ...known, vpc: vpc ? undefined : job.vpc },
        undecided: { ...(flag && { flag }), ...(vpc && { vpc }), ...(instances && { instances }) },
      };
    });
}

const COUNTS = /(^|\.)(InstanceCount|InstanceGroups|InstanceConfigs|InstancePreferences|ClusterConfig|\d+)$/;

/** What is said of a member, of one above it, or of one below it: of those only where `below` says so. */
function remarkAt(remarks: readonly Remark[], member: string, below = /./): Remark | undefined {
  return remarks.find(
    ({ path }) =>
      path === '' ||
      path === member ||
      member.startsWith(`${path}.`) ||
      (path.startsWith(`${member}.`) && below.test(path)),
  );
}

const holdsJobs = ({ path }: Remark): boolean =>
  /^(|TrainingJobDefinitions?(\.\d+)?|MonitoringScheduleConfig(\.MonitoringJobDefinition)?)$/.test(path);

function unknownJob({ operation }: ReadRequest, { path }: Remark): Job {
  const flagPath = [path, 'EnableInterContainerTrafficEncryption'].filter((part) => part !== '').join('.');
  return { operation, name: '', path, encrypted: undefined, flagPath, vpc: undefined, instances: 0, instanceTypes: [] };
}

/** Steps and states have names where their requests have none. */
function withName({ by, place, kind, operation }: ReadRequest, job: Job): Job {
  const name = kind === 'cloudtrail-event' || kind === 'log-rows' ? '' : by;
  if (kind === 'terraform') return { ...job, name };
  return { ...job, name: job.name || name || (place.file === '' ? operation : place.file) };
}
