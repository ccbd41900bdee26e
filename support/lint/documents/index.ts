import { cloudFormation } from './cloudformation/index.ts';
import { cloudTrail } from './cloudtrail.ts';
import type { DocumentForm } from './document.ts';
import { elsewhere } from './elsewhere.ts';
import { pipeline } from './pipeline.ts';
import { request } from './request.ts';
import { stepFunctions } from './step-functions.ts';
import { summaries } from './summaries.ts';
import { terraformConfiguration } from './terraform/configuration.ts';
import { terraformPlan } from './terraform/plan.ts';
import { terraformState } from './terraform/state.ts';

/** Every form of document, the most particular first: the first that recognises a document reads it. */
export const DOCUMENTS: readonly DocumentForm[] = [
  terraformPlan,
  terraformState,
  cloudTrail,
  cloudFormation,
  terraformConfiguration,
  stepFunctions,
  pipeline,
  elsewhere,
  summaries,
  request,
];
