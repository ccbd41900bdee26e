import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';

/** Below the package's folder. Most licences ask that they go with copies. */
export const NOTICES = 'dist/program/third-party-notices.txt';

/**
 * The licences of the packages that are copied into bundles, each with name and version. Throws an Error that names a
 * package without a licence: it must not be copied.
 * @param root the folder that the metafiles' paths start at
 */
export function notices(root: string, bundles: readonly Metafile[]): string {
  const outputs = bundles.flatMap((bundle) => Object.values(bundle.outputs));
  const copied = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  const folders = new Set(copied.flatMap((path) => packageFolder(join(root, path)) ?? []));
  const parts = [...folders].map(notice).sort();
  return `The bundled program and the folder vendor contain these packages.\n\n${[...new Set(parts)].join('\n')}`;
}

/** `…/node_modules/@aws-sdk/core` of `…/node_modules/@aws-sdk/core/dist-es/index.js`. */
function packageFolder(path: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(path)?.[0];
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.|-|$)/i.test(entry));
  if (file === undefined && license === undefined) {
    throw new Error(`${name} ${version} in ${dirname(folder)} has no licence, so it cannot be bundled`);
  }
  const text = file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), 'utf8').trim();
  return `${'-'.repeat(80)}\n${name} ${version} (${license ?? 'see below'})\n\n${text}\n`;
}
