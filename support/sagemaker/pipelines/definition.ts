import { z } from 'zod';
import { invalid } from '../errors/own-errors.ts';

const parameter = z.looseObject({
  Name: z.string(),
  Type: z.string().optional(),
  DefaultValue: z.unknown().optional(),
  EnumValues: z.array(z.unknown()).optional(),
});

const step = z.looseObject({
  Name: z.string(),
  Type: z.string(),
  Arguments: z.unknown().optional(),
  DependsOn: z.array(z.string()).optional(),
});

/** The parts of a pipeline's definition that decide what it launches. Everything else in it is kept, and not looked at. */
const definition: z.ZodType<PipelineDefinition> = z.looseObject({
  Parameters: z.array(parameter).optional(),
  Steps: z.array(step),
});

interface Others {
  [member: string]: unknown;
}

export interface PipelineParameter extends Others {
  Name: string;
  Type?: string | undefined;
  DefaultValue?: unknown;
  EnumValues?: unknown[] | undefined;
}

export interface PipelineStep extends Others {
  Name: string;
  Type: string;
  Arguments?: unknown;
  DependsOn?: string[] | undefined;
}

export interface PipelineDefinition extends Others {
  Parameters?: PipelineParameter[] | undefined;
  Steps: PipelineStep[];
}

/**
 * Reads a definition as a request carries it.
 * @throws ServiceError ValidationException, in our words, for text that is no pipeline, and for two steps of one name.
 */
export function readDefinition(text: string): PipelineDefinition {
  const read = definition.safeParse(parsed(text));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw invalid(
      `PipelineDefinition: ${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'cannot be read'}.`,
    );
  }
  const names = allSteps(read.data.Steps).map(({ Name }) => Name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`PipelineDefinition: two steps have the name ${twice}; give each its own.`);
  return read.data;
}

/** Steps with those in the branches of conditions. */
export const allSteps = (steps: readonly PipelineStep[]): readonly PipelineStep[] =>
  steps.flatMap((one) => [one, ...BRANCHES.flatMap((branch) => allSteps(branchOf(one, branch)))]);

export const BRANCHES = ['IfSteps', 'ElseSteps'] as const;

/** The steps of one branch of a condition; none for a step of another type. */
export function branchOf(
  { Type, Arguments }: PipelineStep,
  branch: (typeof BRANCHES)[number],
): readonly PipelineStep[] {
  if (Type !== 'Condition') return [];
  const read = z.looseObject({ [branch]: z.array(step).optional() }).safeParse(Arguments);
  return read.success ? ((read.data[branch] as readonly PipelineStep[] | undefined) ?? []) : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(`PipelineDefinition is no JSON: ${(error as Error).message}.`);
  }
}
