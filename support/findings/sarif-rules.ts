import { SarifRuleBuilder, type SarifRunBuilder } from 'node-sarif-builder';
import { aboutFinding } from './about.ts';

/** Names the rules that findings of a run belong to, each once, in the order they come. */
export function addRules(run: SarifRunBuilder, ids: Iterable<string>): void {
  for (const id of new Set(ids)) {
    const { title, help, uri } = aboutFinding(id);
    run.addRule(
      new SarifRuleBuilder({
        id,
        shortDescription: { text: title },
        help: { text: help },
        ...(uri !== undefined && { helpUri: uri }),
      }),
    );
  }
}
