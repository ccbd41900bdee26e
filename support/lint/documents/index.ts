import { cloudFormation } from './cloudformation/index.ts';
import { cloudTrail } from './cloudtrail.ts';
import { configItems } from './config-items.ts';
import type { DocumentForm } from './document.ts';
import { elsewhere } from './elsewhere.ts';
import { executionHistory } from './execution-history.ts';
import { kubernetes } from './kubernetes.ts';
import { logRows } from './log-rows.ts';
import { pipeline } from './pipeline.ts';
import { request } from './request.ts';
import { scheduler } from './scheduler.ts';
import { sdkCall } from './sdk-call.ts';
import { sdkDefaults } from './sdk-defaults.ts';
import { search } from './search.ts';
import { serverless } from './serverless.ts';
import { ssmAutomation } from './ssm-automation.ts';
import { ssmParameters } from './ssm-parameters.ts';
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
  kubernetes,
  sdkDefaults,
  serverless,
  ssmAutomation,
  scheduler,
  sdkCall,
  terraformConfiguration,
  configItems,
  executionHistory,
  search,
  logRows,
  ssmParameters,
  stepFunctions,
  pipeline,
  elsewhere,
  summaries,
  request,
];
