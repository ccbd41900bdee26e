import { Failure } from '../../failure.ts';
import { claims } from '../../rules/claims.ts';
import type { Claim } from '../../rules/types.ts';
import { claimsOf, type ScenarioOptions, type ScenarioStatus } from '../scenario.ts';
import { siteClaims } from './merge/claims.ts';
import { type RunFiles, runsOf } from './merge/runs.ts';
import { compare, type Identity, identitiesOf } from './read/identity.ts';
import { readKernel } from './read/kernel.ts';
import { type MessageFile, readMessageFile } from './read/message-file.ts';
import { resultOf, tagsOf } from './read/result.ts';
import { readWrappers, type WrapperCells } from './read/wrappers.ts';
import type { SiteData, SiteResult, SiteRun, SiteScenario } from './types.ts';

export interface ReadOptions {
  readonly title?: string;
  /** Default: those of the page. */
  readonly claims?: readonly Claim[];
  /** Default: the present. */
  readonly writtenAt?: Date;
  /** What a run of `check` left as JSON, or each of its shards, and the file of its history if that is not beside it. */
  readonly wrappers?: { readonly check: string | readonly string[]; readonly history?: string };
  /** What a kernel confirmed: the file that `verification/kernel.ts --json` wrote. */
  readonly kernel?: string;
}

/**
 * Reads what runs left as cucumber's messages, and puts together what belongs together: shards of a run, and runs on
 * several engines or under several rules.
 * Rejects with a `Failure` (exit code 2) that names the file when one cannot be read or does not fit with the others.
 */
export async function readSite(files: readonly string[], options: ReadOptions = {}): Promise<SiteData> {
  if (files.length === 0 && options.wrappers === undefined) {
    throw new Failure('no messages of a run were given, so there is nothing to show.', { exitCode: 2 });
  }
  const read: MessageFile[] = [];
  for (const file of files) read.push(await readMessageFile(file));
  const runs = runsOf(read);
  const scenarios = new Scenarios();
  for (const run of runs) addRun(scenarios, run);
  const sorted = scenarios.sorted();
  const wrappers = wrappersOf(options, read[0]?.conditions.version);
  const asked = options.kernel === undefined ? undefined : readKernel(options.kernel);
  return {
    title: options.title ?? 'Is traffic between training instances encrypted?',
    writtenAt: (options.writtenAt ?? new Date()).toISOString(),
    runs: runs.map((run) => siteRun(run, sorted)),
    claims: siteClaims(options.claims ?? claims, sorted, runs.map(claimsOfRun)),
    scenarios: sorted,
    wrappers: wrappers.cells,
    ...(asked && 'kernel' in asked && { kernel: asked.kernel }),
    unmatched: wrappers.unmatched,
    leftOut: wrappers.leftOut,
    missingCheckShards: wrappers.missingShards,
    problems: [
      ...(asked && 'problem' in asked ? [asked.problem] : []),
      ...runs.flatMap((run) => problemsOf(run, runs.length > 1)),
      ...wrappers.problems,
    ],
  };
}

const NO_WRAPPERS = { cells: [], unmatched: [], leftOut: [], missingShards: [], problems: [] };

/** What another version judged is not set beside this one's rules. */
function wrappersOf({ wrappers }: ReadOptions, version: string | undefined): Omit<WrapperCells, 'version'> {
  if (wrappers === undefined) return NO_WRAPPERS;
  const read = readWrappers(wrappers.check, wrappers.history);
  if (version === undefined || read.version === version) return read;
  const text = `${[wrappers.check].flat().join(', ')} was written by train-encrypt ${read.version}, so its wrappers are not shown beside a run of ${version}`;
  return { ...NO_WRAPPERS, problems: [text] };
}

/** Scenarios by what they are, with their results of all runs. */
class Scenarios {
  readonly #all = new Map<string, { readonly identity: Identity; readonly scenario: SiteScenario }>();

  add(identity: Identity, make: () => Omit<SiteScenario, 'results'>, result: SiteResult, file: string): void {
    const { id } = identity;
    const known = this.#all.get(id);
    if (known?.scenario.results.some(({ run }) => run === result.run)) {
      const what = `${file} repeats ${known.scenario.location} (${identity.name})`;
      throw new Failure(`${what}, which another file of the same run has told already. Give each once.`, {
        exitCode: 2,
      });
    }
    const scenario = known?.scenario ?? { ...make(), results: [] };
    this.#all.set(id, { identity, scenario: { ...scenario, results: [...scenario.results, result] } });
  }

  sorted(): readonly SiteScenario[] {
    return [...this.#all.values()]
      .sort((a, b) => compare(a.identity.uri, b.identity.uri) || a.identity.line - b.identity.line)
      .map(({ scenario }) => scenario);
  }
}

function addRun(scenarios: Scenarios, { id: run, files }: RunFiles): void {
  let count = 0;
  for (const messageFile of files) {
    const { query } = messageFile.messages;
    const identities = identitiesOf(query);
    for (const finished of query.findAllTestCaseFinished()) {
      const pickle = query.findPickleBy(finished);
      const identity = pickle && identities.get(pickle.id);
      if (finished.willBeRetried || pickle === undefined || identity === undefined) continue;
      const { id, uri, line, feature, rule, name, example } = identity;
      const make = () => ({
        id,
        feature,
        ...(rule !== undefined && { rule }),
        name,
        ...(example && { example }),
        location: line === 0 ? uri : `${uri}:${line}`,
        tags: tagsOf(pickle),
        claims: claimsOf(pickle),
      });
      const result = { run, ...resultOf(messageFile, finished, judgedAs(messageFile)) };
      scenarios.add(identity, make, result, messageFile.file);
      count += 1;
    }
  }
  if (count > 0) return;
  const [first] = files;
  throw new Failure(`${first?.file} reports a run without a scenario, so there is nothing to show.`, { exitCode: 2 });
}

const judgedAs = ({ note }: MessageFile): ScenarioOptions => ({
  dryRun: note?.dryRun ?? false,
  skipsFail: note?.skipsFail ?? false,
});

const NONE: Readonly<Record<ScenarioStatus, number>> = { passed: 0, failed: 0, skipped: 0, planned: 0 };

function siteRun({ id, conditions, files, missingShards }: RunFiles, scenarios: readonly SiteScenario[]): SiteRun {
  const counts = { ...NONE };
  for (const { results } of scenarios) {
    for (const { run, status } of results) if (run === id) counts[status] += 1;
  }
  return {
    id,
    conditions,
    startedAt: iso(Math.min(...files.map(({ startedAt }) => startedAt))),
    endedAt: iso(Math.max(...files.map(({ endedAt }) => endedAt))),
    counts,
    missingShards,
  };
}

const iso = (time: number) => new Date(time).toISOString();

function claimsOfRun({ id, files }: RunFiles) {
  return {
    id,
    allFeaturesRead: files.every(({ note }) => note?.allFeaturesRead ?? false),
    covered: new Set(files.flatMap(({ messages }) => messages.query.findAllPickles().flatMap(claimsOf))),
  };
}

/** What went wrong outside scenarios. */
function problemsOf({ id, files }: RunFiles, several: boolean): readonly string[] {
  const problems = files.flatMap(({ messages }) => {
    const { query } = messages;
    const left = query
      .findAllTestCaseStarted()
      .filter((started) => query.findTestCaseFinishedBy(started) === undefined);
    const unended = left.map((started) => `"${query.findPickleBy(started)?.name}" began and did not end`);
    return [...messages.runErrors(), ...unended];
  });
  return problems.map((problem) => (several ? `${id}: ${problem}` : problem));
}
