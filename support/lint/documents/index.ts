import { cloudFormation } from './cloudformation.ts';
import { cloudTrail } from './cloudtrail.ts';
import type { DocumentReader } from './document.ts';
import { elsewhere } from './elsewhere.ts';
import { pipeline } from './pipeline.ts';
import { request } from './request.ts';
import { stepFunctions } from './step-functions.ts';
import { summaries } from './summaries.ts';

/** Every kind of document, the most particular first: the first that knows a document reads it. */
export const DOCUMENTS: readonly DocumentReader[] = [
  cloudTrail,
  cloudFormation,
  stepFunctions,
  pipeline,
  elsewhere,
  summaries,
  request,
];
