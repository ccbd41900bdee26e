import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pause } from './event-loop.ts';

/** A server in a process of its own, ended when disposed of. */
export class Server implements AsyncDisposable {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(url: string, process: ChildProcess) {
    this.url = url;
    this.#process = process;
  }

  /** Starts it and waits for the address that it prints. Rejects when it ends before that. */
  static async start(command: readonly string[], printed = /http:\/\/127\.0\.0\.1:\d+/): Promise<Server> {
    const [program = '', ...args] = command;
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    let output = '';
    const url = await new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-10_000);
        const found = printed.exec(output)?.[0];
        if (found !== undefined) resolve(found);
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`${program} ended with ${code}: ${output}`)));
    });
    return new Server(url, child);
  }

  /** Since it was last asked. Of a server that loads event-loop.ts. */
  longestPause(): Promise<Pause> {
    return new Promise((resolve) => {
      this.#process.once('message', (pause) => resolve(pause as Pause));
      this.#process.send('longest pause');
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGTERM');
    const force = setTimeout(() => this.#process.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(force);
  }
}

/** How moto's server is started, where it is installed: in TRAIN_ENCRYPT_MOTO_SERVER, or on the PATH. */
export async function motoCommand(): Promise<readonly string[] | undefined> {
  const folders = (process.env.PATH ?? '').split(':').map((folder) => join(folder, 'moto_server'));
  const program = process.env.TRAIN_ENCRYPT_MOTO_SERVER ?? folders.find((file) => existsSync(file));
  return program === undefined ? undefined : [program, '-H', '127.0.0.1', '-p', String(await freePort())];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  // Whoever had it a moment ago may still be closing it.
  await sleep(10);
  return typeof address === 'object' && address !== null ? address.port : 0;
}
