/** Status messages. All are ours, and say so: the service's own change without notice. */

const SIMULATED = 'Simulated by train-encrypt:';

export const MESSAGES = {
  starting: `${SIMULATED} the instances are being launched.`,
  warm: `${SIMULATED} the instances of a warm pool are being reused.`,
  interrupted: `${SIMULATED} the managed spot instances were taken away, the job waits for others.`,
  restarting: `${SIMULATED} managed spot instances are being launched again.`,
  retrying: `${SIMULATED} an internal error ended the attempt, the job is tried again.`,
  stalled:
    `${SIMULATED} the instances cannot exchange IKE (UDP 500) and ESP with one another, so the job waits in vain. ` +
    'That it waits until its time limit is an assumption, from the nearest documented case: ' +
    'a job whose Elastic Fabric Adapter has the wrong security group stalls while it initialises.',
  downloading: `${SIMULATED} the input data and the training image are being downloaded.`,
  training: `${SIMULATED} training is in progress.`,
  uploading: `${SIMULATED} training is done, the model is being uploaded.`,
  completed: `${SIMULATED} the job has completed.`,
  failed: `${SIMULATED} the job has failed.`,
  stopping: `${SIMULATED} a stop was asked for, the algorithm has its grace period.`,
  stopped: `${SIMULATED} the job was stopped.`,
  limitReached: `${SIMULATED} MaxRuntimeInSeconds has passed, the algorithm has its grace period.`,
  limitExceeded:
    `${SIMULATED} the job was stopped because it ran longer than MaxRuntimeInSeconds. How long it takes is a model: ` +
    'TRAIN_ENCRYPT_STEPS and TRAIN_ENCRYPT_COMPUTE_SECONDS in its Environment change it.',
  waitReached: `${SIMULATED} MaxWaitTimeInSeconds has passed.`,
  waitExceeded: `${SIMULATED} the job was stopped because it had not completed within MaxWaitTimeInSeconds.`,
} as const;
