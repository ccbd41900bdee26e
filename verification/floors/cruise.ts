import { registerHooks } from 'node:module';
import type { ICruiseResult, IViolation } from 'dependency-cruiser';
import { OPTIONS, RULES } from './rules.ts';

// dependency-cruiser parses with the JavaScript API of TypeScript, which TypeScript 7 no longer has.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier.replace(/^typescript(?=$|\/)/, '@typescript/typescript6'), context),
});

/**
 * The imports below `folder` that break RULES, type-only imports included.
 * Rejects with an Error when there is no import to look at: nothing would be shown then.
 */
export async function violations(folder: string, roots: readonly string[]): Promise<readonly IViolation[]> {
  const { cruise } = await import('dependency-cruiser');
  const { output } = await cruise([...roots], { ...OPTIONS, baseDir: folder, validate: true, ruleSet: RULES });
  const { summary } = output as ICruiseResult;
  if (summary.totalDependenciesCruised === 0) throw new Error(`no import found below ${folder}`);
  return summary.violations;
}
