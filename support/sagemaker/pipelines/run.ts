import type { AccountState } from '../accounts/state.ts';
import type { LaunchedJob } from '../executions/launch.ts';
import { launchedJob, nameMember } from '../executions/launched-job.ts';
import { Unknown, unknownIn } from '../executions/unknown.ts';
import { shortHash } from '../model/chance.ts';
import { holdAll } from './conditions.ts';
import { branchOf, type PipelineStep } from './definition.ts';
import type { PipelineExecution, StepRun, StepState } from './records.ts';
import { jobName, METADATA, operationOfStep } from './step-request.ts';
import { resolved, type Sources, stepsNamedIn } from './values.ts';

/** Types of steps whose jobs, if any, have no place for the flag. */
const LAUNCH_NOTHING: ReadonlySet<string> = new Set([
  ...['Callback', 'EMR', 'EMRServerless', 'Endpoint', 'EndpointConfig', 'InferenceComponent', 'Lambda', 'Lineage'],
  ...['Model', 'RegisterModel', 'Transform'],
]);

/** The API's limit. */
const LONGEST_REASON = 1024;

/** Takes an execution through its steps, on the clock of its account. */
export class PipelineRun {
  readonly #state: AccountState;
  readonly #execution: PipelineExecution;

  constructor(state: AccountState, execution: PipelineExecution) {
    this.#state = state;
    this.#execution = execution;
    this.#soon(execution.createdAt);
  }

  /** Stops the jobs that run, and begins no other step. */
  stop(at: number): void {
    if (this.#status !== 'Executing') return;
    this.#enter('Stopping', at);
    for (const run of this.#execution.steps) {
      if (run.status !== 'Executing') continue;
      run.status = 'Stopping';
      run.job?.stop();
    }
    this.#soon(at);
  }

  /** Whatever can begin now begins; what waits for nothing any more ends. As a task of the clock, which waits for it. */
  readonly #advance = async (at: number): Promise<void> => {
    while (this.#status === 'Executing' && !this.#failed) {
      const [next] = this.#ready();
      if (next === undefined) break;
      await this.#begin(next, at);
    }
    if (['Executing', 'Stopping'].includes(this.#status) && this.#running === 0) this.#end(at);
  };

  #end(at: number): void {
    const failed = this.#execution.steps.find(({ status }) => status === 'Failed');
    if (failed) {
      const { step, failureReason = 'no reason is known' } = failed;
      this.#execution.failureReason = `Step ${step.Name}: ${failureReason}`.slice(0, LONGEST_REASON);
    } else if (this.#status === 'Executing') this.#reportUnreached();
    this.#execution.endedAt = at;
    this.#enter(this.#status === 'Stopping' ? 'Stopped' : failed ? 'Failed' : 'Succeeded', at);
  }

  /** Steps that can never begin, though no condition kept them from it. */
  #reportUnreached(): void {
    for (const step of this.#open()) {
      const waits = this.#needs(step).filter((name) => !this.#succeeded(name));
      this.#remark(step, `waits for ${waits.join(', ')}, which did not run, so it did not run either`, true);
    }
  }

  async #begin(step: PipelineStep, at: number): Promise<void> {
    const run: StepRun = { step, startedAt: at, status: 'Executing', metadata: {} };
    this.#execution.steps.push(run);
    if (step.Type === 'Condition') return this.#decide(run, at);
    if (step.Type === 'Fail') return this.#fail(run, at);
    const operation = operationOfStep(step);
    if (operation !== undefined) return this.#launch(run, operation, at);
    const hidesJobs = !LAUNCH_NOTHING.has(step.Type);
    this.#remark(step, `is of type ${step.Type}, which is not simulated: it counts as succeeded`, hidesJobs, run);
    run.output = new Unknown(`comes from step ${step.Name} of type ${step.Type}, which is not simulated`);
    this.#finish(run, 'Succeeded', at);
  }

  #decide(run: StepRun, at: number): void {
    const { Conditions } = (run.step.Arguments ?? {}) as { readonly Conditions?: unknown };
    const outcome = holdAll(Conditions, this.#sources);
    if (outcome instanceof Unknown) {
      this.#remark(run.step, `cannot be decided, so neither branch ran: a value ${outcome.why}`, true, run);
    } else {
      run.outcome = outcome;
      run.metadata.Condition = { Outcome: outcome ? 'True' : 'False' };
    }
    this.#finish(run, 'Succeeded', at);
  }

  #fail(run: StepRun, at: number): void {
    const { ErrorMessage } = (run.step.Arguments ?? {}) as { readonly ErrorMessage?: unknown };
    const message = resolved(ErrorMessage, this.#sources);
    const text = message instanceof Unknown ? `train-encrypt: the message ${message.why}` : String(message);
    run.metadata.Fail = { ErrorMessage: text };
    run.failureReason = text.slice(0, LONGEST_REASON);
    this.#finish(run, 'Failed', at);
  }

  async #launch(run: StepRun, operation: string, at: number): Promise<void> {
    const { step } = run;
    const request = resolved(step.Arguments ?? {}, this.#sources) as Record<string, unknown>;
    const open = unknownIn(request);
    if (open) {
      this.#remark(step, `was not launched, since a value of its request ${open.why}`, true, run);
      run.output = new Unknown(`comes from step ${step.Name}, which was not launched`);
      return this.#finish(run, 'Succeeded', at);
    }
    const { name, arn } = this.#execution;
    const member = nameMember(operation) ?? '';
    const prefix = typeof request[member] === 'string' ? request[member] : undefined;
    const ending = shortHash(`${name} ${step.Name}`, 0);
    const input = { ...request, [member]: jobName(operation, prefix, { executionId: name, step: step.Name, ending }) };
    const launchedBy = { definition: this.#execution.pipeline.name, execution: arn, step: step.Name };
    const answer = await this.#state.launch({ operation, input, launchedBy });
    if (answer.error !== undefined) {
      const { code, message } = answer.error;
      run.failureReason = `${code}: ${message}`.slice(0, LONGEST_REASON);
      return this.#finish(run, 'Failed', at);
    }
    const job = launchedJob(this.#state, operation, input);
    if (job === undefined) throw new Error(`${operation} created no job ${String(input[member])}`);
    run.job = job;
    run.metadata[METADATA[operation] ?? ''] = { Arn: job.arn };
    job.whenEnded((end) => this.#state.clock.schedule(end, () => this.#jobEnded(run, job, end)));
    if (this.#status === 'Stopping') job.stop();
  }

  async #jobEnded(run: StepRun, job: LaunchedJob, at: number): Promise<void> {
    const described = await this.#state.read(job.describe);
    run.output = described.output ?? new Unknown(`comes from ${job.name}, which is not there any more`);
    const status = job.status();
    if (status !== 'Completed') run.failureReason = job.failureReason() ?? `${job.name} is in status ${status}.`;
    const ended = status === 'Completed' ? 'Succeeded' : this.#status === 'Stopping' ? 'Stopped' : 'Failed';
    this.#finish(run, ended, at);
    await this.#advance(at);
  }

  #finish(run: StepRun, status: StepState, at: number): void {
    run.status = status;
    run.endedAt = at;
  }

  /** Those that nothing keeps from beginning, in the order of the definition. */
  #ready(): readonly PipelineStep[] {
    const most =
      this.#execution.request.ParallelismConfiguration?.MaxParallelExecutionSteps ??
      this.#execution.pipeline.history.current.request.ParallelismConfiguration?.MaxParallelExecutionSteps;
    if (most !== undefined && this.#running >= most) return [];
    return this.#open().filter((step) => this.#needs(step).every((name) => this.#succeeded(name)));
  }

  /** Steps that have not begun, of branches that are taken. */
  #open(): readonly PipelineStep[] {
    return this.#reachable(this.#execution.definition.Steps).filter(({ Name }) => this.#runOf(Name) === undefined);
  }

  #reachable(steps: readonly PipelineStep[]): readonly PipelineStep[] {
    return steps.flatMap((step) => {
      const outcome = this.#runOf(step.Name)?.outcome;
      if (outcome === undefined) return [step];
      return [step, ...this.#reachable(branchOf(step, outcome ? 'IfSteps' : 'ElseSteps'))];
    });
  }

  /** The steps that one waits for: those it names, and those whose output it takes. */
  #needs({ Type, Arguments, DependsOn = [] }: PipelineStep): readonly string[] {
    const { IfSteps: _, ElseSteps: __, ...own } = (Arguments ?? {}) as Record<string, unknown>;
    return [...new Set([...DependsOn, ...stepsNamedIn(Type === 'Condition' ? own : Arguments)])];
  }

  #succeeded(name: string): boolean {
    return this.#runOf(name)?.status === 'Succeeded';
  }

  #runOf(name: string): StepRun | undefined {
    return this.#execution.steps.find(({ step }) => step.Name === name);
  }

  get #running(): number {
    return this.#execution.steps.filter(({ status }) => status === 'Executing' || status === 'Stopping').length;
  }

  get #failed(): boolean {
    return this.#execution.steps.some(({ status }) => status === 'Failed');
  }

  get #status(): string {
    return this.#execution.history.current.status;
  }

  get #sources(): Sources {
    const { name, arn, pipeline, parameters, createdAt } = this.#execution;
    const seen = (at: number) => new Date(this.#state.clock.toReal(at)).toISOString();
    return {
      parameters,
      execution: {
        PipelineName: pipeline.name,
        PipelineArn: pipeline.arn,
        PipelineExecutionId: name,
        PipelineExecutionArn: arn,
        StartDateTime: seen(createdAt),
        CurrentDateTime: seen(this.#state.clock.now()),
      },
      stepOutput: (step) =>
        this.#runOf(step)?.output ?? new Unknown(`comes from step ${step}, which left nothing behind`),
    };
  }

  #remark({ Name }: PipelineStep, text: string, hidesJobs: boolean, run?: StepRun): void {
    const whole = `Step ${Name} ${text}.`;
    this.#execution.remarks.push({ step: Name, text: whole, hidesJobs });
    if (run) run.remark = whole;
  }

  #enter(status: string, at: number): void {
    this.#execution.history.set({ status, modifiedAt: at });
  }

  #soon(at: number): void {
    this.#state.clock.schedule(at, () => this.#advance(at));
  }
}
