import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '../../../failure.ts';
import type { SigningKey } from './options.ts';

const run = promisify(execFile);

/** Milliseconds: a person may have to enter a passphrase. */
const PATIENCE = 300_000;

const TOOLS = {
  gpg: {
    name: 'SHA256SUMS.asc',
    args: (key: string, signature: string, file: string) => [
      '--batch',
      '--yes',
      '--armor',
      '--local-user',
      key,
      '--output',
      signature,
      '--detach-sign',
      file,
    ],
    verify: 'gpg --verify SHA256SUMS.asc SHA256SUMS',
  },
  cosign: {
    name: 'SHA256SUMS.sigstore.json',
    args: (key: string, signature: string, file: string) => [
      'sign-blob',
      '--yes',
      '--key',
      key,
      '--bundle',
      signature,
      file,
    ],
    verify: 'cosign verify-blob --key <public key> --bundle SHA256SUMS.sigstore.json SHA256SUMS',
  },
} as const;

export interface Signature {
  readonly name: string;
  readonly content: string;
  /** The command line that verifies it. */
  readonly verify: string;
}

/**
 * Signs a text with a tool that is installed: the key never comes here.
 * Rejects with a `Failure`: exit code 2 when the tool is not installed, 3 when it does not sign.
 */
export async function signed(text: string, { tool, key }: SigningKey): Promise<Signature> {
  const { name, args, verify } = TOOLS[tool];
  const folder = await mkdtemp(join(tmpdir(), 'train-encrypt-sign-'));
  const [file, signature] = [join(folder, 'SHA256SUMS'), join(folder, name)];
  try {
    await writeFile(file, text);
    await run(tool, args(key, signature, file), { timeout: PATIENCE });
    return { name, content: await readFile(signature, 'utf8'), verify };
  } catch (cause) {
    const { code, stderr = '', message } = cause as NodeJS.ErrnoException & { readonly stderr?: string };
    if (code === 'ENOENT') {
      throw new Failure(
        `${tool}, which --sign asks for, is not installed here. Install it, or sign with another tool.`,
        {
          exitCode: 2,
          cause,
        },
      );
    }
    const why = stderr.trim().split('\n').at(-1) || message.split('\n')[0];
    throw new Failure(`${tool} did not sign with ${key}: ${why}`, { exitCode: 3, cause });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
