import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Failure } from '../../../failure.ts';

const run = promisify(execFile);

/** Names the browser that prints. */
const VARIABLE = 'TRAIN_ENCRYPT_CHROMIUM';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
];

const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Milliseconds that a browser gets to print. */
const PATIENCE = 120_000;

/**
 * A browser of the family of Chromium that is installed; undefined where none is found.
 * Throws a `Failure` (exit code 2) when the one that is named cannot be run.
 */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = environment[VARIABLE];
  if (named) {
    if (isProgram(named)) return named;
    throw new Failure(`${VARIABLE} is ${named}, which is no program.`, { exitCode: 2 });
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  const onPath = NAMES.flatMap((name) => folders.flatMap((folder) => endings.map((end) => join(folder, name + end))));
  return [...onPath, ...ELSEWHERE].find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Prints an HTML file of ours as PDF. The browser has a profile of its own, and asks nobody for anything.
 * Rejects with a `Failure` (exit code 3) when it cannot.
 */
export async function printed(chromium: string, html: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'train-encrypt-print-'));
  const pdf = join(folder, 'printed.pdf');
  // Chromium has no sandbox for the administrator, as in most containers of a CI; what it prints runs no script.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const flags = [
    '--headless',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-dev-shm-usage',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    `--user-data-dir=${join(folder, 'profile')}`,
    ...asRoot,
    '--no-pdf-header-footer',
    `--print-to-pdf=${pdf}`,
    pathToFileURL(html).href,
  ];
  try {
    await run(chromium, flags, { timeout: PATIENCE, maxBuffer: 16 * 1024 * 1024 });
    return await readFile(pdf);
  } catch (cause) {
    const { stderr = '', message } = cause as Error & { readonly stderr?: string };
    const last = stderr.trim().split('\n').at(-1) || message.split('\n')[0];
    const text = `${chromium} could not print the audit (${last}). Name another browser in ${VARIABLE}, or leave the PDF out with --no-pdf.`;
    throw new Failure(text, { exitCode: 3, cause });
  } finally {
    // A process of it may still write as it ends.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export const WITHOUT = `no PDF was written: no Chromium, Chrome or Edge was found. Install one, or name it in ${VARIABLE}; audit.html prints from any browser.`;
