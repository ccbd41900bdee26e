import type { WrapperFinding } from '../../findings/finding.ts';
import { counted, listed } from '../../text/words.ts';
import type { Attempt } from '../types.ts';
import { carriesDefinition } from './definitions.ts';
import { nameIn } from './requests.ts';
import { type Check, found } from './seen.ts';
import { endingOf, errorLine, saidLast } from './words.ts';

/** No job was asked for at all: by no call to SageMaker, or by none that creates one. */
export const nothingAsked: Check = ({ attempt, requests }) => {
  const { command, calls } = attempt;
  if (requests.length > 0 || command.ending === 'not started') return [];
  const sagemaker = calls.filter(({ service }) => service === 'sagemaker');
  const id = sagemaker.length === 0 ? 'no-call' : 'no-job';
  if (attempt.situation.expectation !== 'refuses') return [notLaunched(id, attempt)];
  return couldKnow(attempt) ? [] : [tooEarly(id, attempt)];
};

function notLaunched(id: WrapperFinding['id'], attempt: Attempt): WrapperFinding {
  const { command, calls } = attempt;
  const asked = operationsOf(attempt, 'sagemaker');
  const text =
    id === 'no-call'
      ? `It made no call to SageMaker (${endingOf(command)}).`
      : `It called SageMaker, and asked for no job (${endingOf(command)}): ${listed(asked, 8)}.`;
  const elsewhere = calls.filter(({ service }) => service !== 'sagemaker');
  const others = [
    ...new Set(elsewhere.map(({ service, operation }) => [service, operation].filter(Boolean).join(' '))),
  ];
  const hosts = [...new Set(attempt.egress.map(({ host }) => host))];
  const own = command.ending === 'exited' && command.exitCode !== 0 && calls.length === 0 ? errorLine(command) : '';
  return found({
    id,
    outcome: 'not shown',
    text,
    closestMatch: [
      others.length > 0 ? `Other calls: ${listed(others, 8)}.` : 'No other call came either.',
      ...(hosts.length > 0 ? [`Hosts tried: ${listed(hosts, 8)}.`] : []),
      saidLast(command),
    ].join(' '),
    fix: [
      own
        ? `Fix the error that the command reports: ${own}`
        : 'Let the command launch its job with the endpoint, region and credentials of its environment, and none of its own.',
    ],
  });
}

/** How shells say that a program cannot be run, or is not there. */
const NOT_RUN = new Set([126, 127]);

/**
 * Whether it can have had a reason to launch nothing: what is missing from what it was given it can see for itself; what
 * is wrong with a network only who looks at it.
 */
function couldKnow({ given, calls, situation, command }: Attempt): boolean {
  if (NOT_RUN.has(command.exitCode ?? 0)) return false;
  if (given.subnets.length === 0 || given.securityGroups.length === 0) return true;
  return situation.expectation === 'refuses' && calls.some(({ service }) => service === 'ec2');
}

function tooEarly(id: WrapperFinding['id'], { command, egress }: Attempt): WrapperFinding {
  const hosts = [...new Set(egress.map(({ host }) => host))];
  return found({
    id,
    outcome: 'not shown',
    text: `It asked for no job (${endingOf(command)}), and ${NOT_RUN.has(command.exitCode ?? 0) ? 'a program that it needs could not be run' : 'never looked at the network'}, so it was not the situation that kept it from launching.`,
    closestMatch: [...(hosts.length > 0 ? [`Hosts tried: ${listed(hosts, 8)}.`] : []), saidLast(command)].join(' '),
    fix: ['Let the command come as far as asking for its job, or look at the network before.'],
  });
}

function operationsOf({ calls }: Attempt, service: string): readonly string[] {
  return [...new Set(calls.filter((call) => call.service === service).map(({ operation = 'unnamed' }) => operation))];
}

/** A definition that lies elsewhere, so that nobody here read it. */
export const unreadDefinition: Check = ({ attempt: { calls } }) =>
  calls.flatMap((call) => {
    const { PipelineDefinitionS3Location: location } = (call.input ?? {}) as Readonly<Record<string, unknown>>;
    if (!carriesDefinition(call) || location === undefined) return [];
    return [
      found({
        id: 'definition-not-read',
        outcome: 'not shown',
        ...(call.operation !== undefined && { operation: call.operation }),
        job: nameIn(call.operation ?? '', call.input),
        member: 'PipelineDefinitionS3Location',
        text: `${call.operation} ${nameIn(call.operation ?? '', call.input)} has its definition in S3, where it was not read, so its jobs were not judged.`,
        fix: ['Send it as PipelineDefinition while it is checked, or hand its file to train-encrypt lint.'],
      }),
    ];
  });

/** Where a good wrapper launches nothing: what was defined launches nothing before somebody starts it. */
export const notStarted: Check = ({ attempt: { situation }, requests }) => {
  const started = new Set(requests.map(({ launchedBy }) => launchedBy?.definition));
  const defined = requests.filter(
    ({ at, status, definition }) => at !== '' && status === 'created' && !started.has(definition),
  );
  const [first] = defined;
  if (situation.expectation !== 'refuses' || first === undefined) return [];
  return [
    found({
      id: 'definition-not-started',
      outcome: 'not shown',
      operation: first.operation,
      job: first.name,
      text: `${first.operation} defined ${counted(defined.length, 'job')}, and nothing runs until it is started, so this situation shows nothing about ${defined.length === 1 ? 'it' : 'them'}.`,
      fix: ['Look at what it defines in the situation documented, and leave this one out with a reason.'],
    }),
  ];
};
