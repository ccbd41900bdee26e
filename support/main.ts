#!/usr/bin/env node
import module from 'node:module';
import { CommanderError } from 'commander';
import { endOnFault, holdExitCode, report } from './commands/exit.ts';
import { newProgram } from './commands/program.ts';

// What the verbs load is compiled once, not at every run.
module.enableCompileCache?.();

const program = newProgram();
endOnFault();
const held = holdExitCode();

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? usage(error) : report(error);
}
held.done();

/** Help that was asked for is no error; everything else that commander ends with is a mistake in the command line. */
function usage(error: CommanderError): number {
  if (error.exitCode === 0) return 0;
  if (error.code === 'commander.help') return 2;
  const verb = program.commands.find((command) => command.name() === process.argv[2]);
  const help = ['train-encrypt', ...(verb === undefined ? [] : [verb.name()]), '--help'].join(' ');
  const text = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
  process.stderr.write(`train-encrypt: ${text}${/[.?)]$/.test(text) ? '' : '.'} See ${help}\n`);
  return 2;
}
