import type { AutoMLCandidate, AutoMLCandidateStep } from '@aws-sdk/client-sagemaker';
import { hasEnded } from '../life/transitions.ts';
import type { AutoMLJob } from '../records/automl.ts';
import type { TrainingJob } from '../records/training.ts';
import { dateOf } from '../training/training-summary.ts';
import { finalMetric } from './objective.ts';

/** A candidate as its AutoML job shows it. */
export function describeCandidate({ settings, analysis }: AutoMLJob, candidate: TrainingJob): AutoMLCandidate {
  const { status, modifiedAt } = candidate.history.current;
  const metric = finalMetric(settings, candidate);
  const steps: AutoMLCandidateStep[] = [
    ...(analysis ? [step('AWS::SageMaker::ProcessingJob', analysis)] : []),
    step('AWS::SageMaker::TrainingJob', candidate),
  ];
  return {
    CandidateName: candidate.name,
    // No training job is ever being deleted here: it is gone at once.
    CandidateStatus: status === 'Deleting' ? undefined : status,
    CandidateSteps: steps,
    ObjectiveStatus: hasEnded(status) ? (status === 'Completed' ? 'Succeeded' : 'Failed') : 'Pending',
    FinalAutoMLJobObjectiveMetric: metric,
    CreationTime: new Date(candidate.createdAt),
    EndTime: dateOf(candidate.endedAt),
    LastModifiedTime: new Date(modifiedAt),
    FailureReason: candidate.failureReason,
  };
}

function step(
  CandidateStepType: AutoMLCandidateStep['CandidateStepType'],
  { arn, name }: { readonly arn: string; readonly name: string },
): AutoMLCandidateStep {
  return { CandidateStepType, CandidateStepArn: arn, CandidateStepName: name };
}
