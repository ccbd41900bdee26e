/** How far the start of an engine has come. */
export interface EngineProgress {
  readonly phase: 'pulling' | 'starting' | 'ready';
  /** For people, in one line: `pulling localstack/localstack:4.14.0: 120 of 430 MB`. */
  readonly text: string;
  /** From 0 to 1, where it is known. */
  readonly fraction?: number;
}

export type Progress = (progress: EngineProgress) => void;
