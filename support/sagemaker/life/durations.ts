/** How long the parts of a job's life take beside the training itself, in seconds. A model: none was measured. */
export const DURATIONS = {
  /** From creation until the instances, and with them their network interfaces, are there. */
  launching: 30,
  /** From creation until the job is on its instances. */
  starting: 60,
  downloading: 30,
  uploading: 15,
  /** From the loss of spot instances until others are looked for. */
  interrupted: 60,
  /** As `launching` and `starting`, for a job that reuses a warm pool: documented to be faster. */
  warm: { launching: 2, starting: 5 },
  /** From a change of a monitoring schedule until it is in force. */
  scheduling: 10,
  /** Between the stop signal and the end: documented for SIGTERM. */
  stopping: 120,
} as const;

/** One day: documented for a request that sets no limit. */
export const DEFAULT_MAX_RUNTIME = 86_400;
