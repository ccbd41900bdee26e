import type { Reason } from '../reason.ts';
import { codes } from './codes.ts';
import { crashes } from './crashes.ts';
import { resources } from './resources.ts';
import { rules } from './rules.ts';
import { unchecked } from './unchecked.ts';
import { wording } from './wording.ts';

/** In the order in which they are tried: a difference belongs to the first that covers it. */
export const REASONS: readonly Reason[] = [...crashes, ...unchecked, ...codes, ...wording, ...rules, ...resources];
