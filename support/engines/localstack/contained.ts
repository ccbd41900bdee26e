import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerRuntimeClient } from 'testcontainers';
import type { DockerAddress } from './docker.ts';
import { removeContainer, startJanitor } from './janitor.ts';
import { keepLog } from './log.ts';

/** Milliseconds between two looks at a container that was made and not yet started. */
const CREATED_MS = 50;
/** The exit code of what was killed. */
const KILLED = 137;

export interface Exit {
  readonly exitCode: number;
  readonly outOfMemory: boolean;
}

/** A container that is watched from its creation to its end. */
export class Contained {
  /** Resolves when it has ended by itself. Rejects when the Docker engine has gone. */
  readonly exited: Promise<Exit>;
  readonly #docker: DockerAddress;
  readonly #id: string;
  readonly #container: ReturnType<ContainerRuntimeClient['container']['getById']>;
  readonly #watching = new AbortController();
  readonly #janitor: ChildProcess | undefined;

  /** `kept`: it stays behind when this process ends. */
  constructor(
    runtime: ContainerRuntimeClient,
    docker: DockerAddress,
    id: string,
    { kept }: { readonly kept: boolean },
  ) {
    this.#docker = docker;
    this.#id = id;
    this.#container = runtime.container.getById(id);
    this.#janitor = kept ? undefined : startJanitor(docker.connection, id);
    this.exited = this.#exit();
    this.exited.catch(() => {});
  }

  /** Writes its log into a folder; resolves to the file, or to undefined when there is no log. */
  keepLog(folder: string): Promise<string | undefined> {
    return keepLog(this.#container, folder);
  }

  /** Stops watching, without ending it. */
  leave(): void {
    this.#watching.abort();
    this.#janitor?.stdin?.end();
  }

  /** Ends it and removes it. */
  async remove(): Promise<void> {
    this.#watching.abort();
    // Should the engine not answer now, the janitor tries again.
    await removeContainer(this.#docker.connection, this.#id).catch(() => {});
    this.#janitor?.stdin?.end();
  }

  async #exit(): Promise<Exit> {
    const abortSignal = this.#watching.signal;
    try {
      while ((await this.#container.inspect()).State.Status === 'created') await sleep(CREATED_MS);
      const { StatusCode } = await this.#container.wait({ condition: 'not-running', abortSignal });
      const { State } = await this.#container.inspect().catch(() => ({ State: { OOMKilled: false } }));
      if (!abortSignal.aborted) return { exitCode: StatusCode, outOfMemory: State.OOMKilled };
    } catch (error) {
      if (!abortSignal.aborted) return isGone(error) ? { exitCode: KILLED, outOfMemory: false } : Promise.reject(error);
    }
    // Our own doing, and no news to anybody.
    return new Promise(() => {});
  }
}

/** Removed from outside: there is no container left to inspect. */
const isGone = (error: unknown) => error instanceof Error && 'statusCode' in error && error.statusCode === 404;
