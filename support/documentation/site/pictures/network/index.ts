import type { EvidenceVerdict } from '../../types.ts';
import type { Picture } from '../types.ts';
import { drawn } from './draw.tsx';
import { graphOf } from './graph.ts';
import { laidOut } from './layout.ts';
import { storyOf } from './story.ts';

/** Draws the network of a verdict's job, and how the flows that encryption needs stand in it. */
export async function network(verdict: EvidenceVerdict): Promise<Picture> {
  const story = storyOf(verdict);
  const graph = graphOf(story);
  return drawn(story, graph, await laidOut(graph.root));
}
