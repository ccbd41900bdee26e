import { type Agent, startAgent } from './agent.ts';

/** Several, each with namespaces of its own. */
export class Agents implements AsyncDisposable {
  readonly all: Agent[] = [];

  async start(): Promise<void> {
    this.all.push(await startAgent());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.all.map((agent) => agent[Symbol.asyncDispose]()));
  }
}
