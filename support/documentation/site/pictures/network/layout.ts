import ElkModule, { type ELK, type ElkNode } from 'elkjs/lib/elk.bundled.js';

/** Graphs whose layout is kept: scenarios are many, but most of their networks have the same form. */
const MOST_KEPT = 500;

let elk: ELK | undefined;
const kept = new Map<string, Promise<ElkNode>>();

/** The same graph with a place and a size for everything. The same graph always comes out the same. */
export function laidOut(graph: ElkNode): Promise<ElkNode> {
  const form = JSON.stringify(graph);
  const known = kept.get(form);
  if (known) return known;
  elk ??= new ElkModule.default();
  const layout = elk.layout(graph);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(form, layout);
  return layout;
}
