import type { Picture } from '../../../documentation/site/pictures/types.ts';
import type { Verdict } from '../../../rules/types.ts';
import { throughTsx } from '../../../through-tsx.ts';

/** Draws the network of a judged job. Loaded when it is wanted: what draws is large. */
export async function draw({ job, findings, refusals, stalls, network }: Verdict): Promise<Picture> {
  const drawing = await load();
  return drawing.network({ job, findings, refused: refusals.length > 0, stalls, ...(network && { network }) });
}

const load = () =>
  throughTsx(
    () => import('../../../documentation/site/pictures/network/index.ts'),
    '../../../documentation/site/pictures/network/index.ts',
    import.meta.url,
  );
