import { createHash } from 'node:crypto';
import { SarifBuilder, SarifResultBuilder, SarifRuleBuilder, SarifRunBuilder } from 'node-sarif-builder';
import { version } from '../package.ts';
import { displayed, jsonText } from '../text/shown.ts';
import { aboutFinding } from './about.ts';
import type { WrapperFinding } from './finding.ts';

type SarifRun = NonNullable<ConstructorParameters<typeof SarifRunBuilder>[0]>;
type SarifResult = NonNullable<ConstructorParameters<typeof SarifResultBuilder>[0]>;

/** A finding, and what its result says beside it. */
export interface SarifFinding {
  readonly finding: WrapperFinding;
  readonly locations: NonNullable<SarifResult['locations']>;
  /** What makes it the same finding in the next run: nothing that a run makes again, such as names of jobs. */
  readonly key: string;
  /** Stands before the text of the finding. */
  readonly prefix?: string;
  /** Lines after those of the finding. */
  readonly more?: readonly string[];
  readonly suppressions?: SarifResult['suppressions'];
  readonly properties?: Readonly<Record<string, unknown>>;
}

/**
 * SARIF 2.1.0: a result for each finding, and their rules. Fingerprints stay the same from run to run, and no two results
 * of one log share one.
 */
export function sarifLog(
  found: readonly SarifFinding[],
  { properties, ...about }: Pick<SarifRun, 'invocations' | 'properties'> = {},
): string {
  const findings = displayed(found);
  const run = new SarifRunBuilder({ columnKind: 'utf16CodeUnits', ...about }).initSimple({
    toolDriverName: 'train-encrypt',
    toolDriverVersion: version,
  });
  for (const id of new Set(findings.map(({ finding }) => finding.id))) run.addRule(ruleOf(id));
  const seen = new Map<string, number>();
  for (const one of findings) {
    const before = seen.get(one.key) ?? 0;
    seen.set(one.key, before + 1);
    run.addResult(resultOf(one, before));
  }
  const builder = new SarifBuilder();
  builder.addRun(run);
  const output = builder.buildSarifOutput();
  for (const one of output.runs) if (properties) one.properties = { ...one.properties, ...properties };
  return `${jsonText(output)}\n`;
}

function ruleOf(id: string): SarifRuleBuilder {
  const { title, help, uri } = aboutFinding(id);
  return new SarifRuleBuilder({
    id,
    shortDescription: { text: title },
    help: { text: help },
    ...(uri !== undefined && { helpUri: uri }),
  });
}

function resultOf(
  { finding, locations, key, prefix = '', more = [], suppressions, properties }: SarifFinding,
  before: number,
): SarifResultBuilder {
  const { id, outcome, text, closestMatch, fix, provenance, operation, member } = finding;
  const lines = [
    `${prefix}${text}`,
    ...(closestMatch === '' ? [] : [`What is there: ${closestMatch}`]),
    ...(fix.length === 0 ? [] : [`To fix it: ${fix.join(' ')}`]),
    ...more,
  ];
  return new SarifResultBuilder({
    ruleId: id,
    // SARIF has a kind of its own for what could not be decided, and no level goes with it.
    ...(outcome === 'not shown' ? { kind: 'open', level: 'none' } : { level: outcome === 'broken' ? 'error' : 'note' }),
    message: { text: lines.join('\n') },
    locations: [...locations],
    partialFingerprints: { 'trainEncryptFinding/v1': fingerprint(`${key}\n${before}`) },
    ...(suppressions && { suppressions }),
    properties: {
      ...properties,
      provenance,
      ...(operation !== undefined && { operation }),
      ...(member !== undefined && { member }),
    },
  });
}

const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
