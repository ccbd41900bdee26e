import type { Picture } from '../../../documentation/site/pictures/types.ts';
import type { Verdict } from '../../../rules/types.ts';

/** Draws the network of a judged job. Loaded when it is wanted: what draws is large. */
export async function draw({ job, findings, refusals, stalls, network }: Verdict): Promise<Picture> {
  const drawing = await load();
  return drawing.network({ job, findings, refused: refusals.length > 0, stalls, ...(network && { network }) });
}

/** Node reads TypeScript by itself; JSX is for tsx. */
const load = () =>
  import('../../../documentation/site/pictures/network/index.ts').catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_UNKNOWN_FILE_EXTENSION') throw error;
    const { tsImport } = await import('tsx/esm/api');
    const drawing = await tsImport('../../../documentation/site/pictures/network/index.ts', import.meta.url);
    return drawing as typeof import('../../../documentation/site/pictures/network/index.ts');
  });
