import type { HistoryEventType } from '@aws-sdk/client-sfn';
import type { AccountState } from '../accounts/state.ts';
import type { LaunchedJob } from '../executions/launch.ts';
import { Unknown } from '../executions/unknown.ts';
import { holds } from './choice.ts';
import type { Doing } from './doing.ts';
import { covers, runtimeFailure, StateFailure } from './failure.ts';
import { type Machine, partOf, type State } from './machine.ts';
import type { Roots } from './paths.ts';
import { jsonataPayload, numberOf, type Payload, pathPayload } from './payload.ts';
import type { KeptEvent, MachineExecution } from './records.ts';
import { shown } from './shown.ts';
import type { Running } from './store.ts';
import { Strands } from './strands.ts';
import { task } from './task.ts';

/** The service's limit for the events of one execution. */
const MOST_EVENTS = 25_000;

/** Where an execution stands: what the states of one machine, or of one branch, share. */
interface Scope {
  readonly machine: Machine;
  readonly language: string;
  readonly variables: Map<string, unknown>;
  /** `$$.Map` */
  readonly item?: Readonly<Record<string, unknown>>;
}

/** What comes after a state; none where it was the last. */
interface Passed {
  readonly next: string | undefined;
  readonly output: unknown;
}

/** A waiting client is not woken for more: the execution is over. */
class Over extends Error {}

/** Nobody can know how an execution goes on: it ends here, with a remark that says so. */
class NotKnown extends Error {
  readonly output: unknown;

  constructor(output: unknown) {
    super('not known');
    this.output = output;
  }
}

/** Takes an execution through its states, on the clock of its account. */
export class MachineRun implements Running {
  readonly #state: AccountState;
  readonly #execution: MachineExecution;
  readonly #strands: Strands;
  readonly #jobs = new Set<LaunchedJob>();

  constructor(state: AccountState, execution: MachineExecution) {
    this.#state = state;
    this.#execution = execution;
    this.#strands = new Strands(state.clock);
    const { createdAt, definition } = execution;
    const scope: Scope = { machine: definition, language: languageOf(definition, 'JSONPath'), variables: new Map() };
    state.clock.schedule(createdAt, () => this.#strands.start(() => this.#whole(scope)));
  }

  stop(at: number, error: string | undefined, cause: string | undefined): void {
    const details = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    this.#event('ExecutionAborted', { executionAbortedEventDetails: details });
    Object.assign(this.#execution, details);
    this.#end('ABORTED', at);
    for (const job of this.#jobs) job.stop();
  }

  async #whole(scope: Scope): Promise<void> {
    const input = this.#execution.input;
    try {
      this.#succeed(await this.#machine(scope, input));
    } catch (error) {
      if (error instanceof Over) return;
      if (error instanceof NotKnown) return this.#succeed(error.output);
      const failure = error instanceof StateFailure ? error : ownFault(error);
      this.#event('ExecutionFailed', { executionFailedEventDetails: { error: failure.error, cause: failure.reason } });
      this.#execution.error = failure.error;
      this.#execution.cause = failure.reason;
      this.#execution.failureReason = failure.message;
      this.#end('FAILED', this.#state.clock.now());
    }
  }

  #succeed(output: unknown): void {
    this.#event('ExecutionSucceeded', { executionSucceededEventDetails: { output: shown(output) } });
    this.#execution.output = output;
    this.#end('SUCCEEDED', this.#state.clock.now());
  }

  /** From the first state of a machine, or of a part of one, to its last. */
  async #machine(scope: Scope, input: unknown): Promise<unknown> {
    let [name, data]: [string, unknown] = [scope.machine.StartAt, input];
    for (;;) {
      const state = scope.machine.States[name];
      if (state === undefined) throw runtimeFailure(`there is no state ${name}`);
      const { next, output } = await this.#tried(name, state, scope, data);
      if (next === undefined) return output;
      [name, data] = [next, output];
    }
  }

  /** One state, with what it says about its failures. */
  async #tried(name: string, state: State, scope: Scope, input: unknown): Promise<Passed> {
    const tries = new Map<object, number>();
    for (let count = 0; ; count += 1) {
      const payload = this.#payload(name, state, scope, input, count);
      try {
        if (count === 0) this.#enter(name, state, input);
        const passed = await this.#once(name, state, scope, payload());
        this.#exit(name, state, passed.output);
        return passed;
      } catch (error) {
        if (!(error instanceof StateFailure)) throw error;
        const wait = delayOf(state, error, tries);
        if (wait !== undefined) {
          await this.#doing(name).sleep(wait);
          continue;
        }
        const catcher = state.Catch?.find(({ ErrorEquals }) => covers(ErrorEquals, error));
        if (catcher === undefined) throw error;
        const output = await payload().caught(error, catcher);
        this.#exit(name, state, output);
        return { next: catcher.Next, output };
      }
    }
  }

  async #once(name: string, state: State, scope: Scope, payload: Payload): Promise<Passed> {
    const doing = this.#doing(name);
    const { Next: next } = state;
    const fields = state as Readonly<Record<string, unknown>>;
    const inPaths = languageOf(state, scope.language) !== 'JSONata';
    const then = async (result: unknown): Promise<Passed> => ({ next, output: await payload.output(result) });
    switch (state.Type) {
      case 'Pass':
        return then(inPaths && 'Result' in fields ? fields.Result : await payload.given());
      case 'Task':
        return then(await task(doing, state.Resource ?? '', await payload.given()));
      case 'Choice':
        return this.#choose(doing, fields, inPaths, payload);
      case 'Wait':
        await doing.sleep(await this.#secondsOf(fields, payload));
        return then(payload.roots.input);
      case 'Succeed':
        return { next: undefined, output: await payload.output(payload.roots.input) };
      case 'Fail':
        throw new StateFailure(await said(payload, fields, 'Error'), await said(payload, fields, 'Cause'));
      case 'Parallel':
        return then(await this.#parallel(fields, scope, await payload.given()));
      case 'Map':
        return then(await this.#map(doing, fields, scope, payload, inPaths));
      default:
        doing.remark(`is of type ${state.Type}, which is not simulated`, true);
        return then(new Unknown(`comes from state ${name} of type ${state.Type}, which is not simulated`));
    }
  }

  async #choose(doing: Doing, fields: Fields, inPaths: boolean, payload: Payload): Promise<Passed> {
    const { Choices = [], Default } = fields as { Choices?: readonly Fields[]; Default?: string };
    for (const [index, rule] of Choices.entries()) {
      const outcome = inPaths
        ? holds(rule, payload.roots)
        : await jsonataPayload({ Type: 'Choice', ...rule }, payload.roots, () => {}).value('Condition');
      if (outcome instanceof Unknown) {
        doing.remark(
          `cannot be decided, so no state after it ran: in choice ${index + 1} a value ${outcome.why}`,
          true,
        );
        throw new NotKnown(payload.roots.input);
      }
      if (outcome === true) return { next: String(rule.Next), output: await payload.output(payload.roots.input, rule) };
    }
    if (Default === undefined)
      throw new StateFailure('States.NoChoiceMatched', 'train-encrypt: no choice holds, and there is no Default.');
    return { next: Default, output: await payload.output(payload.roots.input) };
  }

  async #secondsOf(fields: Fields, payload: Payload): Promise<number> {
    const isThere = (member: string) => fields[member] !== undefined || fields[`${member}Path`] !== undefined;
    const known = async (member: string) => {
      const value = await payload.value(member);
      // However long it is: nothing is launched meanwhile.
      return value instanceof Unknown ? undefined : value;
    };
    if (isThere('Seconds')) return numberOf((await known('Seconds')) ?? 0, 'Seconds');
    const until = await known('Timestamp');
    if (until === undefined) return 0;
    const at = this.#state.clock.fromReal(numberOf(Date.parse(String(until)), 'Timestamp'));
    return Math.max(0, (at - this.#state.clock.now()) / 1_000);
  }

  #parallel({ Branches }: Fields, scope: Scope, input: unknown): Promise<readonly unknown[]> {
    const branches = (Array.isArray(Branches) ? Branches : []).map((branch) => this.#within(branch, scope));
    return this.#strands.all(branches.map((inner) => () => this.#machine(inner, input)));
  }

  async #map(doing: Doing, fields: Fields, scope: Scope, payload: Payload, inPaths: boolean): Promise<unknown> {
    const processor = fields.ItemProcessor ?? fields.Iterator;
    if (fields.ItemReader !== undefined) {
      doing.remark('reads its items from elsewhere, which is not simulated, so none of them was run', true);
      return new Unknown(`comes from state ${doing.stateName}, whose items are not known`);
    }
    const items = inPaths && fields.ItemsPath === undefined ? payload.roots.input : await itemsOf(payload, inPaths);
    if (items instanceof Unknown) {
      doing.remark(`ran nothing, since its list of items ${items.why}`, true);
      return new Unknown(`comes from state ${doing.stateName}, whose items are not known`);
    }
    if (!Array.isArray(items)) throw runtimeFailure(`the items of state ${doing.stateName} are no list`);
    const works = items.map((item: unknown, index) => async () => {
      const itemContext = { Item: { Index: index, Value: item } };
      const selected = await this.#selected(fields, payload, inPaths, itemContext, item);
      return this.#machine(this.#within(processor, scope, itemContext), selected);
    });
    const most =
      typeof fields.MaxConcurrency === 'number' && fields.MaxConcurrency > 0 ? fields.MaxConcurrency : works.length;
    const results: unknown[] = [];
    for (let from = 0; from < works.length; from += most) {
      results.push(...(await this.#strands.all(works.slice(from, from + most))));
    }
    return results;
  }

  async #selected(fields: Fields, payload: Payload, inPaths: boolean, place: Fields, item: unknown): Promise<unknown> {
    // An older definition calls a Map's `ItemSelector` its `Parameters`.
    const selector = fields.ItemSelector ?? (inPaths ? fields.Parameters : undefined);
    if (selector === undefined) return item;
    const roots: Roots = { ...payload.roots, context: { ...payload.roots.context, Map: place } };
    const only = { Type: 'Pass', Parameters: selector, Arguments: selector } as State;
    const flow = inPaths ? pathPayload(only, roots, () => {}) : jsonataPayload(only, roots, () => {});
    return flow.given();
  }

  /** A machine inside a state. It sees the variables around it, and sets only its own. */
  #within(part: unknown, { variables, language, item }: Scope, inner = item): Scope {
    const machine = partOf(part);
    if (typeof machine === 'string') throw runtimeFailure(machine);
    return {
      machine,
      language: languageOf(machine, language),
      variables: new Map(variables),
      ...(inner && { item: inner }),
    };
  }

  #payload(name: string, state: State, scope: Scope, input: unknown, count: number): () => Payload {
    const { machine, name: executionName, arn, createdAt, request, definedAs, input: first } = this.#execution;
    const seen = (at: number) => new Date(this.#state.clock.toReal(at)).toISOString();
    const context = {
      Execution: { Id: arn, Input: first, Name: executionName, RoleArn: definedAs.roleArn, StartTime: seen(createdAt) },
      State: { EnteredTime: seen(this.#state.clock.now()), Name: name, RetryCount: count },
      StateMachine: { Id: request.stateMachineArn, Name: machine.name },
      ...(scope.item && { Map: scope.item }),
    };
    const roots: Roots = { input, context, variables: scope.variables };
    const assign = (values: Fields) => {
      for (const [variable, value] of Object.entries(values)) scope.variables.set(variable, value);
    };
    const make = languageOf(state, scope.language) === 'JSONata' ? jsonataPayload : pathPayload;
    return () => make(state, roots, assign);
  }

  #doing(stateName: string): Doing {
    const { arn, machine } = this.#execution;
    return {
      state: this.#state,
      region: this.#state.caller.region,
      stateName,
      launch: (operation, input) => {
        const launchedBy = { definition: machine.name, execution: arn, step: stateName };
        return this.#state.launch({ operation, input, launchedBy });
      },
      waitFor: async (job) => {
        this.#jobs.add(job);
        await this.#wait((wake) => job.whenEnded(wake));
        this.#jobs.delete(job);
      },
      sleep: async (seconds) => {
        const until = this.#state.clock.now() + Math.max(0, seconds) * 1_000;
        await this.#wait((wake) => wake(until));
      },
      event: (type, details) => this.#event(type, details),
      remark: (text, hidesJobs) => {
        const whole = `State ${stateName} ${text}.`;
        const { remarks } = this.#execution;
        if (!remarks.some((one) => one.text === whole)) remarks.push({ step: stateName, text: whole, hidesJobs });
      },
    };
  }

  async #wait(register: (wake: (at: number) => void) => void): Promise<void> {
    await this.#strands.wait(register);
    if (this.#execution.endedAt !== undefined) throw new Over();
  }

  #enter(name: string, { Type }: State, input: unknown): void {
    const type = `${Type}StateEntered` as HistoryEventType;
    this.#event(type, { stateEnteredEventDetails: { name, input: shown(input) } });
  }

  #exit(name: string, { Type }: State, output: unknown): void {
    const type = `${Type}StateExited` as HistoryEventType;
    this.#event(type, { stateExitedEventDetails: { name, output: shown(output) } });
  }

  #event(type: HistoryEventType, details: Partial<KeptEvent> = {}): void {
    const { events, endedAt } = this.#execution;
    if (endedAt !== undefined) throw new Over();
    if (events.length >= MOST_EVENTS && !type.startsWith('Execution')) {
      throw runtimeFailure(`the history has reached ${MOST_EVENTS} events, the most that an execution may have`);
    }
    const id = events.length + 1;
    events.push({ id, previousEventId: id - 1, type, at: this.#state.clock.now(), ...details });
  }

  #end(status: string, at: number): void {
    this.#execution.endedAt = at;
    this.#execution.history.set({ status, modifiedAt: at });
  }
}

type Fields = Readonly<Record<string, unknown>>;

const languageOf = ({ QueryLanguage }: { readonly QueryLanguage?: string | undefined }, inherited: string): string =>
  QueryLanguage ?? inherited;

/** The items of a Map; an object counts as the list of its entries only where a query made it. */
async function itemsOf(payload: Payload, inPaths: boolean): Promise<unknown> {
  const items = await payload.value('Items');
  return !inPaths && items === undefined ? payload.roots.input : items;
}

/** What a Fail says, by `ErrorPath` or in words. */
async function said(payload: Payload, fields: Fields, member: string): Promise<string> {
  if (fields[member] === undefined && fields[`${member}Path`] === undefined) return '';
  const value = await payload.value(member);
  return typeof value === 'string' ? value : shown(value);
}

/** Seconds until a state is tried again; `undefined` when it is not. */
function delayOf({ Retry = [] }: State, failure: StateFailure, tries: Map<object, number>): number | undefined {
  const retrier = Retry.find(({ ErrorEquals }) => covers(ErrorEquals, failure));
  if (retrier === undefined) return undefined;
  const { IntervalSeconds = 1, MaxAttempts = 3, BackoffRate = 2, MaxDelaySeconds = Number.POSITIVE_INFINITY } = retrier;
  const done = tries.get(retrier) ?? 0;
  if (done >= MaxAttempts) return undefined;
  tries.set(retrier, done + 1);
  return Math.min(IntervalSeconds * BackoffRate ** done, MaxDelaySeconds);
}

function ownFault(error: unknown): StateFailure {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`train-encrypt: fault while an execution ran: ${text}\n`);
  return runtimeFailure('the stub itself failed; its log says how.');
}
