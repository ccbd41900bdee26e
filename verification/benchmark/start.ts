import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, training } from './requests.ts';
import type { Row } from './rows.ts';
import { Samples } from './samples.ts';
import { motoCommand, Server } from './servers.ts';

/** How long it takes to start: to the first answer of a server, to the end of a command. Run by turns. */
export async function startRows(program: readonly string[], folder: string, runs: number): Promise<readonly Row[]> {
  const empty = join(folder, 'empty.mjs');
  const document = join(folder, 'request.json');
  writeFileSync(empty, '');
  writeFileSync(document, JSON.stringify(training('linted').body));
  const commands = {
    empty: [process.execPath, empty],
    '--version': [...program, '--version'],
    '--help': [...program, '--help'],
    'lint of one file': [...program, 'lint', document],
  };
  const times = new Samples();
  for (let run = 0; run < runs; run += 1) {
    for (const [name, command] of Object.entries(commands)) times.add(name, await untilEnd(command));
    times.add('serve', await untilAnswered([...program, 'serve', '--port', '0']));
    const moto = await motoCommand();
    // The first runs of moto compile its own modules.
    if (moto && run < 5) times.add('moto', await untilAnswered(moto));
  }
  rmSync(document);
  const of = (name: string) => times.median(name);
  const script = { 'empty script': of('empty') };
  const moto = !times.has('moto') ? {} : { moto: of('moto') };
  const short = { kind: 'at-most', factor: 1.5, of: 'empty script', plus: 50 } as const;
  return [
    {
      what: 'start to first CreateTrainingJob answered',
      ours: of('serve'),
      unit: 'ms',
      beside: { ...script, ...moto },
      goal: { kind: 'at-most', factor: 2.5, of: 'empty script' },
    },
    ...(!times.has('moto')
      ? []
      : [
          {
            what: 'the same beside moto',
            ours: of('serve'),
            unit: 'ms',
            beside: moto,
            goal: { kind: 'at-most', factor: 0.25, of: 'moto' },
          } as const,
        ]),
    ...['--help', '--version', 'lint of one file'].map(
      (what): Row => ({ what, ours: of(what), unit: 'ms', beside: script, goal: short }),
    ),
  ];
}

async function untilEnd([program = '', ...args]: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = spawn(program, args, { stdio: 'ignore' });
  await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  return performance.now() - started;
}

async function untilAnswered(command: readonly string[]): Promise<number> {
  const started = performance.now();
  await using server = await Server.start(command);
  using client = new Client(server.url);
  await client.sageMaker(training('first'));
  return performance.now() - started;
}
