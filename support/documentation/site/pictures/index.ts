import { network } from './network/index.ts';
import { timeCost } from './plots/time-cost.tsx';
import { timeline } from './timeline.tsx';
import type { Pictures } from './types.ts';

export type { Picture, Pictures, PictureTable } from './types.ts';

export const pictures: Pictures = { network, timeCost, timeline };
