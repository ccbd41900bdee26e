import type { WrapperFinding } from '../../findings/finding.ts';
import { clip } from '../../text/clip.ts';
import { counted, listed, plural } from '../../text/words.ts';
import type { CommandRun } from '../types.ts';
import { type Check, found } from './seen.ts';
import { saidLast } from './words.ts';

/** How the command itself fared, whatever it sent. */
export const command: Check = ({ attempt: { command: run }, requests }) => [
  ...ended(run, requests.length > 0 ? 'broken' : 'not shown'),
  ...leftRunning(run),
  ...outputCut(run),
];

/** @param unfinished what it is when it was ended before its end: it may still have failed to ask for anything */
function ended(run: CommandRun, unfinished: WrapperFinding['outcome']): readonly WrapperFinding[] {
  switch (run.ending) {
    case 'exited':
      return [];
    case 'timed out':
      return [
        found({
          id: 'timed-out',
          outcome: unfinished,
          text: `It had not ended after ${seconds(run)} and was ended.`,
          closestMatch: saidLast(run),
          fix: ['Find out what it waits for, or give it more time.'],
        }),
      ];
    case 'signalled':
      return [
        found({
          id: 'killed',
          outcome: unfinished,
          text: `It was ended by ${run.signal ?? 'a signal'} after ${seconds(run)}, which nobody here sent.`,
          closestMatch: saidLast(run),
          fix: ['Find out what ended it: a fault of its own, or the system for want of memory.'],
        }),
      ];
    case 'interrupted':
      return [
        found({
          id: 'interrupted',
          outcome: 'not shown',
          text: `It was interrupted after ${seconds(run)}, so it was not tried to its end.`,
          closestMatch: saidLast(run),
          fix: ['Try it again.'],
        }),
      ];
    case 'not started':
      return [
        found({
          id: 'not-started',
          outcome: 'not shown',
          text: `${run.command[0] ?? 'The command'} could not be started${run.reason ? `: ${run.reason}` : '.'}`,
          fix: ['Check the command: its program, its folder, and whether it may be executed.'],
        }),
      ];
  }
}

function leftRunning({ leftRunning: left }: CommandRun): readonly WrapperFinding[] {
  if (left.length === 0) return [];
  const names = listed(left.map(({ command: line }) => clip(line, 80)));
  return [
    found({
      id: 'left-running',
      outcome: 'advice',
      text: `It ended and left ${counted(left.length, 'process', 'processes')} running, which ${plural(left.length, 'was', 'were')} ended: ${names}.`,
      fix: ['Wait for what it starts: what it did later was not seen.'],
    }),
  ];
}

function outputCut({ outputCut: cut, outputBytes }: CommandRun): readonly WrapperFinding[] {
  if (!cut) return [];
  const text = `It printed ${Math.round(outputBytes / 1024)} KiB, more than is kept.`;
  return [found({ id: 'output-cut', outcome: 'advice', text, fix: ['Let it print less.'] })];
}

const seconds = ({ durationMs }: CommandRun): string => `${(durationMs / 1000).toFixed(1)} s`;
