import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { Failure } from '../../failure.ts';
import { type PolicyDocument, policyDocument } from './document.ts';
import type { Policy } from './policy.ts';

/**
 * A policy from a file, or from a program that has it at hand.
 * @param source the path of a JSON file, or the document itself
 * @throws Failure (exit code 2) that names the place in the file when it cannot be read or is not a policy
 */
export function readPolicy(source: string | PolicyDocument): Policy {
  const [name, document] = typeof source === 'string' ? [source, parse(source)] : ['the policy', source];
  const checked = policyDocument.safeParse(document);
  if (!checked.success)
    throw bad(`${name} is not a policy that can be enforced here:\n${listed(checked.error.issues)}`);
  const statements = [checked.data.Statement].flat();
  return { statements, allowsOnly: statements.some(({ Effect }) => Effect === 'Allow') };
}

function parse(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw bad(`the policy ${path} cannot be read (${(error as NodeJS.ErrnoException).code}). Give a JSON file.`, error);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw bad(`the policy ${path} is not JSON: ${(error as Error).message}`, error);
  }
}

type Issue = z.core.$ZodIssue;

function listed(issues: readonly Issue[]): string {
  return issues
    .flatMap((issue) => innermost(issue))
    .map(({ path, message }) => `  ${placeOf(path)}: ${message}`)
    .join('\n');
}

/** A statement may stand alone or in a list; what is said about the form that was meant is what helps. */
function innermost(issue: Issue, before: readonly PropertyKey[] = []): { path: PropertyKey[]; message: string }[] {
  const path = [...before, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.message !== 'Invalid input') return [{ path, message: issue.message }];
  const meant = issue.errors.find(
    (errors) => !errors.some(({ code, path }) => code === 'invalid_type' && !path.length),
  );
  if (!meant) return [{ path, message: 'give a statement, or a list of them' }];
  return meant.flatMap((inner) => innermost(inner, path));
}

/** `Statement[1].Condition.Bool.sagemaker:NetworkIsolation` */
function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return place.replace(/^\./, '') || 'the document';
}

function bad(text: string, cause?: unknown): Failure {
  return new Failure(text, { exitCode: 2, cause });
}
