import { registerHooks } from 'node:module';
import type { ICruiseResult, IFlattenedRuleSet, IViolation } from 'dependency-cruiser';

// dependency-cruiser parses with the JavaScript API of TypeScript, which TypeScript 7 no longer has.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier.replace(/^typescript(?=$|\/)/, '@typescript/typescript6'), context),
});

/** The imports below `folder` that break the rules of `.dependency-cruiser.mjs`, type-only imports included. */
export async function violations(folder: string, roots: readonly string[]): Promise<readonly IViolation[]> {
  const { cruise } = await import('dependency-cruiser');
  const { default: config } = await import('../../.dependency-cruiser.mjs');
  const { options, ...ruleSet } = config;
  const { output } = await cruise([...roots], {
    ...options,
    baseDir: folder,
    validate: true,
    ruleSet: ruleSet as IFlattenedRuleSet,
  });
  const { summary } = output as ICruiseResult;
  if (summary.totalDependenciesCruised === 0) throw new Error(`No import found below ${folder}.`);
  return summary.violations;
}
