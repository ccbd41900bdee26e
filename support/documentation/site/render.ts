import { renderSite } from './pages/index.tsx';
import { pictures } from './pictures/index.ts';
import type { SiteData } from './types.ts';

// Each component names the library of its JSX itself: tsx takes that of a tsconfig.json from where it is called only.
/** Makes the pages: file name → content. */
export const render = (data: SiteData): Promise<ReadonlyMap<string, string | Uint8Array>> => renderSite(data, pictures);
