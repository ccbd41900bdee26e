import { type Machine, machineText, type Row, table } from './rows.ts';

/**
 * `docs/performance.md`, as `npm run benchmark -- --write` writes it.
 * @param profiles what profiles showed when they were last taken, as Markdown
 */
export const performancePage = (machine: Machine, rows: readonly Row[], profiles: string): string =>
  `# Performance

How fast the installed program starts, answers and grows. Ratios are of one run: what stands beside was measured by turns
with it, on the same machine. Nothing in the test suite asserts a time.

*Measured on ${machineText(machine)}. Written by \`npm run benchmark -- --write\`.*

${table(rows)}

- *empty script*: Node with a file that has nothing in it.
- *echo*: a \`node:http\` server that answers with what it was sent.
- *moto*: \`moto_server\`, where it is installed. It checks less.
- Requests are sent with 8 in flight over kept connections; growth is measured one request at a time, as medians, by
  turns to a server with 1,000 jobs and to one with many.
- Jobs live on when somebody looks: what has become due is done before the answer, once. *A job's whole life* is that work
  for each job that nobody has looked at; the rates of Describe and List are those after it, and *created and described by
  turns* is both together.
- A *pause* is how long the server's event loop stood still at most, as Node measures it; *computing* is how long its
  thread had a processor in one go at most. Where others keep the machine busy the first is longer.
- A goal that is missed fails nothing.

${profiles}`;
