import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CHROMIUM = process.env.TRAIN_ENCRYPT_CHROMIUM ?? '/usr/bin/chromium';

/** Why tests that need a browser cannot run here; false when they can. In CI nothing is skipped: they fail there. */
export function withoutBrowser(): string | false {
  const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');
  return existsSync(CHROMIUM) || inCi ? false : `${CHROMIUM} is not there: set TRAIN_ENCRYPT_CHROMIUM`;
}

/**
 * A headless Chromium that asks nobody for anything by itself.
 * @param more arguments of its command line
 */
export function startBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}
