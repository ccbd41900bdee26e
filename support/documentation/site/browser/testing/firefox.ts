/** A headless Firefox, asked by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), for tests. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FIREFOX = process.env.TRAIN_ENCRYPT_FIREFOX ?? '/usr/bin/firefox-esr';

/** Why tests that need Firefox cannot run here; false when they can. A second browser is optional, in CI too. */
export function withoutFirefox(): string | false {
  return existsSync(FIREFOX) ? false : `${FIREFOX} is not there: set TRAIN_ENCRYPT_FIREFOX`;
}

export interface Firefox extends AsyncDisposable {
  /** Loads a page in a window of this size, in pixels of CSS. */
  readonly open: (address: string, size: { readonly width: number; readonly height: number }) => Promise<void>;
  /** The value of a JavaScript expression on the page, as JSON. A promise is waited for. */
  readonly value: <T>(expression: string) => Promise<T>;
  /** A PNG of the whole page. */
  readonly screenshot: () => Promise<Buffer>;
  /** The page on paper, a PDF. */
  readonly print: () => Promise<Buffer>;
}

/** It asks nobody for anything by itself. */
const PREFERENCES = {
  'app.update.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.prefetch-next': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.server': '',
};

/** Starts Firefox in a profile of its own. @param colorScheme what the reader's system prefers */
export async function startFirefox(colorScheme: 'light' | 'dark' = 'light'): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'train-encrypt-firefox-'));
  const preferences = {
    ...PREFERENCES,
    'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
  };
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  writeFileSync(join(profile, 'user.js'), `${lines.join('\n')}\n`);
  const child = spawn(FIREFOX, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1' },
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const socket = new Socket(new WebSocket(`${await addressOf(child)}/session`));
    await socket.opened;
    await socket.send('session.new', { capabilities: {} });
    const { contexts } = await socket.send<{ contexts: readonly { context: string }[] }>('browsingContext.getTree', {});
    const context = contexts[0]?.context;
    return {
      async open(url, viewport) {
        await socket.send('browsingContext.setViewport', { context, viewport });
        await socket.send('browsingContext.navigate', { context, url, wait: 'complete' });
      },
      async value(expression) {
        const answer = await socket.send<Evaluated>('script.evaluate', {
          expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`,
          target: { context },
          awaitPromise: true,
        });
        if (answer.result === undefined) throw new Error(answer.exceptionDetails?.text);
        return JSON.parse(answer.result.value);
      },
      screenshot: async () =>
        bytes(await socket.send('browsingContext.captureScreenshot', { context, origin: 'document' })),
      print: async () => bytes(await socket.send('browsingContext.print', { context, background: true })),
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Evaluated {
  readonly result?: { readonly value: string };
  readonly exceptionDetails?: { readonly text: string };
}

const bytes = ({ data }: { readonly data: string }): Buffer => Buffer.from(data, 'base64');

/** Firefox prints where it listens. */
async function addressOf({ stderr }: ChildProcess): Promise<string> {
  let printed = '';
  for await (const chunk of stderr ?? []) {
    printed += chunk;
    const [address] = /ws:\/\/\S+/.exec(printed) ?? [];
    if (address === undefined) continue;
    return address;
  }
  throw new Error(`Firefox did not start: ${printed}`);
}

class Socket {
  readonly opened: Promise<unknown>;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, PromiseWithResolvers<never>>();
  #last = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    this.opened = new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', () => reject(new Error('no connection to Firefox')), { once: true });
    });
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(String(data))));
    socket.addEventListener('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Firefox closed the connection'));
    });
  }

  send<T = { readonly data: string }>(method: string, params: object): Promise<T> {
    const id = ++this.#last;
    const waiting = Promise.withResolvers<never>();
    this.#waiting.set(id, waiting);
    this.#socket.send(JSON.stringify({ id, method, params }));
    return waiting.promise;
  }

  #receive({
    id,
    type,
    result,
    error,
    message,
  }: {
    id?: number;
    type: string;
    result: never;
    error?: string;
    message?: string;
  }) {
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (id === undefined || waiting === undefined) return;
    this.#waiting.delete(id);
    if (type === 'success') waiting.resolve(result);
    else waiting.reject(new Error(`${error}: ${message}`));
  }
}
