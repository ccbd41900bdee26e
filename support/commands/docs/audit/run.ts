import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { manifestOf } from '../../../documentation/audit/manifest.ts';
import { provenanceOf, sha256 } from '../../../documentation/audit/provenance.ts';
import { changesSince, stateOf } from '../../../documentation/audit/state.ts';
import type { AuditData } from '../../../documentation/audit/types.ts';
import { auditHtml } from '../../../documentation/audit/write.ts';
import { HISTORY_FILE } from '../../../documentation/site/history.ts';
import { readSite } from '../../../documentation/site/read.ts';
import { placeFiles } from '../../../documentation/site/write/place.ts';
import { Failure } from '../../../failure.ts';
import type { AuditOptions } from '../options.ts';
import { foundIn } from '../pages.ts';
import { runReports } from '../run-reports.ts';
import { evidenceNames } from './evidence-names.ts';
import { findChromium, printed, WITHOUT } from './pdf.ts';
import { signed } from './sign.ts';

/**
 * Writes an audit of what runs left: one HTML file, a PDF of it, the evidence, and a manifest of them all. Returns the exit
 * code: 0, whatever the answer is; 1 when a shard is missing.
 * Rejects with a `Failure` when something cannot be read, printed, signed or written; an earlier audit is then as it was.
 */
export async function auditDocs(places: readonly string[], options: AuditOptions): Promise<number> {
  const { reports, since, title, out = join(reports, 'audit') } = options;
  const { messages, checks } = await inputs(places, options);
  const history = options.history;
  const site = await readSite(messages, {
    ...(title !== undefined && { title }),
    ...(checks.length > 0 && { wrappers: { check: checks, ...(history !== undefined && { history }) } }),
  });
  const own = history ?? (checks[0] === undefined ? undefined : join(checks[0], '..', HISTORY_FILE));
  const evidence = await contents([...messages, ...checks, ...(own === undefined ? [] : [own])], own);
  const provenance = provenanceOf(process.cwd());
  const data: AuditData = {
    site,
    provenance,
    changes: changesSince(site, since),
    evidence: [...evidence].map(([name, content]) => ({ name, bytes: content.length, sha256: sha256(content) })),
  };
  const html = await auditHtml(data);
  const pdf = options.pdf === false ? undefined : await pdfOf(html);
  const files = new Map<string, string | Uint8Array>([
    ['audit.html', html],
    ...(pdf === undefined ? [] : [['audit.pdf', pdf] as const]),
    ['audit.json', `${JSON.stringify(stateOf(site, provenance.commit), null, 2)}\n`],
    ...evidence,
  ]);
  const sums = manifestOf(files);
  files.set('SHA256SUMS', sums);
  const signature = options.sign && (await signed(sums, options.sign));
  if (signature) files.set(signature.name, signature.content);
  await placeFiles(out, files);
  report(out, files, signature?.verify);
  const missing = [...site.runs.flatMap(({ missingShards }) => missingShards), ...(site.missingCheckShards ?? [])];
  if (missing.length > 0)
    process.stderr.write(`train-encrypt: missing, and named in the audit: ${missing.join(', ')}.\n`);
  return missing.length > 0 ? 1 : 0;
}

async function inputs(places: readonly string[], { reports, messages, check }: AuditOptions) {
  const named = [...places, ...(messages ?? []), ...(check === undefined ? [] : [check])];
  if (named.length > 0) return runReports(named);
  const found = foundIn(reports);
  if (found.messages.length === 0 && found.check === undefined) {
    const text = `there is nothing in ${reports} to audit: neither messages.ndjson nor check.json. Run \`train-encrypt features\` or \`train-encrypt check\`, or name what they left.`;
    throw new Failure(text, { exitCode: 2 });
  }
  return { messages: found.messages, checks: found.check === undefined ? [] : [found.check] };
}

/** By the names that they have in the audit. The history may be absent. */
async function contents(
  files: readonly string[],
  history: string | undefined,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const read = await Promise.all(
    files.map(async (file) => {
      const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
        if (file === history && error.code === 'ENOENT') return undefined;
        throw new Failure(`${file} cannot be read (${error.code}).`, { exitCode: 2, cause: error });
      });
      return content === undefined ? [] : [{ file, content }];
    }),
  );
  const there = read.flat();
  const names = evidenceNames(there.map(({ file }) => file));
  return new Map(there.map(({ content }, index) => [names[index] ?? '', content]));
}

/** Where no browser is installed, that is said, and there is no PDF. */
async function pdfOf(html: string): Promise<Uint8Array | undefined> {
  const chromium = findChromium();
  if (chromium === undefined) {
    process.stderr.write(`train-encrypt: ${WITHOUT}\n`);
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'train-encrypt-audit-'));
  try {
    const file = join(folder, 'audit.html');
    await writeFile(file, html);
    return await printed(chromium, file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function report(out: string, files: ReadonlyMap<string, unknown>, verify: string | undefined): void {
  const at = (name: string) => relative(process.cwd(), join(out, name)) || name;
  const main = ['audit.html', 'audit.pdf'].filter((name) => files.has(name)).map(at);
  const lines = [
    `Audit: ${main.join(', ')}`,
    `Verify it in ${relative(process.cwd(), out) || '.'}: sha256sum -c SHA256SUMS`,
    ...(verify === undefined ? [] : [`Verify the signature there: ${verify}`]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
