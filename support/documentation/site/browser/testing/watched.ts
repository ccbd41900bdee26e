import type { Page } from 'playwright-core';

export interface Watched {
  readonly page: Page;
  /** Addresses that pages asked for. */
  readonly requests: readonly string[];
  /** What the browser complained about: errors of scripts, what the policy forbade, dialogs. */
  readonly complaints: readonly string[];
}

/** Collects what a page asks for, and what the browser complains about. */
export function watched(page: Page): Watched {
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, requests, complaints };
}
