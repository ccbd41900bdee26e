/** One EC2 call as data. Strings in `input` may name what an earlier call of the sequence made: `<vpc>`. */
export interface Call {
  /** Unique within its topic. */
  readonly title: string;
  /** As EC2 names it: `CreateVpc`. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What to keep of the answer for later calls: name → path, such as `Vpc.VpcId` or `Subnets.0.SubnetId`. */
  readonly saves?: Readonly<Record<string, string>>;
  /** Asks for page after page, and compares what all of them hold and how many each holds. */
  readonly pages?: true;
  /** Only makes what later calls need: another call looks at its answer. */
  readonly setup?: true;
}

/** Calls that build on each other. */
export interface Sequence {
  /** The heading its calls are counted under; several sequences may share it. */
  readonly topic: string;
  /**
   * Sequences of one topic that look at nothing but what they made share an account, and are made one after the other:
   * emulators take longer to make an account than for dozens of calls. Any other sequence has an account to itself.
   */
  readonly sharesAccount?: true;
  readonly calls: readonly Call[];
}

/** A call as tables name it. */
export const nameOf = (topic: string, { title }: Call) => `${topic}: ${title}`;

/** The calls of sequences whose answers are compared. */
export const comparedCalls = (sequences: readonly Sequence[]) =>
  sequences.flatMap(({ topic, calls }) =>
    calls.filter(({ setup }) => !setup).map((call) => ({ name: nameOf(topic, call), topic, call })),
  );
