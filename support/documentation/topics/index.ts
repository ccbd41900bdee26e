import { type Topic, textOf, topics } from '../../findings/about.ts';
import { situations } from '../../wrappers/situations/index.ts';
import type { Expectation } from '../../wrappers/types.ts';

const GOOD: Readonly<Record<Expectation, string>> = {
  launches: 'A good wrapper launches the job, encrypted where it has several instances, and exits 0.',
  refuses: 'A good wrapper launches nothing, and exits with a non-zero code.',
  retries: 'A good wrapper retries with the same encryption and network, and exits 0.',
  reports: 'A good wrapper launches the job encrypted; denied, it reports the error and requests nothing weaker.',
};

/** All that can be explained: findings, rules, answers and situations. Their ids differ. */
export const allTopics: readonly Topic[] = [
  ...topics,
  ...situations.map(
    ({ id, title, reason, expectation }): Topic => ({
      id,
      kind: 'situation',
      title,
      means: `${reason} ${GOOD[expectation]}`,
      example: `train-encrypt check --situation ${id} -- python launch.py`,
      fix: 'A wrapper for which it makes no sense leaves it out with a reason: situations: { all: true, except: [...] }.',
      source: 'a situation of check, our own',
    }),
  ),
];

export { type Topic, textOf };
