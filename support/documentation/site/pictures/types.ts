import type { EvidenceTimeline, EvidenceVerdict } from '../types.ts';

/** What a picture says, for people who cannot see it. */
export interface PictureTable {
  readonly caption: string;
  readonly head: readonly string[];
  /** As many cells as `head`. Plain text. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * A picture to be put into a page as it is: one `<svg role="img">` with `<title>` and `<desc>`. It carries no ids (so the
 * same picture may stand in a page twice), no styles, no scripts and nothing from elsewhere. Its width and height are
 * those at which text has its natural size; it is readable down to 320 px.
 */
export interface Picture {
  /** Valid XML, and valid inside HTML. Colours are `currentColor` and the custom properties in `COLOURS`. */
  readonly svg: string;
  /** Plain text: one to a few sentences that say what the picture shows. The same as its `<desc>`. */
  readonly alt: string;
  readonly table?: PictureTable;
}

export interface Pictures {
  /** The network of a job, and which of the flows that encryption needs pass in it. */
  network(verdict: EvidenceVerdict): Promise<Picture>;
  /** Modelled training time and cost against what instances exchange. */
  timeCost(): Promise<readonly Picture[]>;
  /** The life of a job by its secondary statuses. */
  timeline(timeline: EvidenceTimeline): Picture;
}

/**
 * The custom properties that pictures take their colours from, and what they are without them: those fit light and dark
 * grounds alike. Lines and shapes should stand 3:1 against the ground, `ink` and `ink-soft`, which text has, 4.5:1.
 */
export const COLOURS = {
  ink: 'var(--ink, currentColor)',
  /** Text of less weight. */
  soft: 'var(--ink-soft, currentColor)',
  /** Frames, axes. */
  line: 'var(--line, #8a8f98)',
  /** A flow that passes as documented. */
  good: 'var(--good, #2f8f5b)',
  /** A flow that passes by something broader. */
  broader: 'var(--broader, #b7791f)',
  /** A flow that is missing, what is refused, what does not exist. */
  bad: 'var(--bad, #d6453d)',
  /** Not encrypted. */
  series1: 'var(--series-1, #3f7fd0)',
  /** Encrypted. */
  series2: 'var(--series-2, #c2620e)',
} as const;
