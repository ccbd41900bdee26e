import { readFileSync } from 'node:fs';
import { Failure } from '../../failure.ts';
import { issueLines } from '../../text/zod-issues.ts';
import type { Policy } from './policy.ts';
import { policyDocument } from './schema.ts';
import type { PolicyDocument } from './types.ts';

/**
 * A policy from a file, or from a program.
 * @param source the path of a JSON file, or the document itself
 * @throws Failure (exit code 2) that names the place in the file when it cannot be read or is not a policy
 */
export function readPolicy(source: string | PolicyDocument): Policy {
  const [name, document] = typeof source === 'string' ? [source, parse(source)] : ['the policy', source];
  const checked = policyDocument.safeParse(document);
  if (!checked.success)
    throw bad(
      [`${name} is not a policy that can be enforced here:`, ...issueLines(checked.error, 'the document')].join('\n  '),
    );
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

function bad(text: string, cause?: unknown): Failure {
  return new Failure(text, { exitCode: 2, cause });
}
