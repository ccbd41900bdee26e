import type { AuditOptions } from './options.ts';

/** What is wrong with a command line as a whole. */
export function misused(places: readonly string[], options: AuditOptions): string | undefined {
  const { engine, table, run, baseline, update, where, network } = options;
  if (engine === 'duckdb') {
    if (places.length === 0) return 'say what to read: a folder or files of CloudTrail logs, or s3://bucket/prefix.';
    const [other] = (['table', 'where', 'run', 'database', 'workgroup', 'output'] as const).filter(
      (name) => options[name] !== undefined,
    );
    if (other) return `--${other} is for --engine athena. Add that, or leave it out.`;
  } else {
    if (places.length > 0) return `--engine ${engine} reads a table, not ${places[0]}. Name the table with --table.`;
    if (table === undefined)
      return `--engine ${engine} needs --table: ${engine === 'lake' ? 'the id of an event data store' : "CloudTrail's table"}.`;
    if (run && engine === 'lake') return '--run asks Athena only. Run the printed SQL with aws cloudtrail start-query.';
    const [needsRun] = (
      ['database', 'workgroup', 'output', 'baseline', 'html', 'json', 'csv', 'sarif'] as const
    ).filter((name) => options[name] !== undefined);
    if (!run && needsRun) return `--${needsRun} needs --run: without it the SQL is printed, and nothing is judged.`;
    if (!run && network) return '--network needs --run: without it the SQL is printed, and nothing is judged.';
    if (where !== undefined && /;/.test(where)) return '--where is one condition, without a semicolon.';
  }
  if (update && baseline === undefined) return '--update writes a baseline. Say which with --baseline <file>.';
  const files = [options.html, options.json, options.csv, options.sarif, baseline].filter((file) => file !== undefined);
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  return twice === undefined ? undefined : `two reports are to go to ${twice}. Give each a file of its own.`;
}
