import { relative, resolve } from 'node:path';
import { markOf } from '../../findings/answer.ts';
import type { Annotation } from '../../findings/github.ts';
import { jobsIn, type LintResult } from './result.ts';

/** GitHub shows no more of one step. */
const MOST = 10;

/** A line beside the file for each job that fails; of what somebody answers for a notice. */
export function annotationsOf(result: LintResult): readonly Annotation[] {
  const failed = jobsIn(result).filter(({ answered }) => markOf(answered) === '✗');
  return failed.slice(0, MOST).map(({ job, answered, findings, place, request, exceptions = [], excepted }) => {
    const first = findings.find(({ outcome }) => outcome === 'broken');
    const line = (first?.member === undefined ? undefined : request.lineOf(first.member)) ?? place.line;
    const top = process.env.GITHUB_WORKSPACE ?? process.cwd();
    const file = relative(top, resolve(place.file)).replaceAll('\\', '/');
    return {
      level: excepted ? ('notice' as const) : ('error' as const),
      title: `${answered.answer}: ${job.name}`,
      text: [
        first?.text ?? answered.because.join('; '),
        ...(first?.fix ?? []),
        ...exceptions.map(({ words }) => words),
      ].join('\n'),
      ...(!file.startsWith('..') && { location: { file, ...(line !== undefined && { line }) } }),
    };
  });
}
