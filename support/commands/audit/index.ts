import { type Command, Option } from 'commander';
import { collected, profile, wholeNumber } from '../options.ts';
import { type AuditOptions, table } from './options.ts';

export function registerAudit(program: Command): void {
  program
    .command('audit')
    .summary('judge what was launched in AWS, from CloudTrail')
    .description(
      "Judges CloudTrail's history of calls that create jobs: how many, with which answers, by account, role, region, month " +
        'and by who sent them, worst first. It only reads. DuckDB reads log files as CloudTrail writes them, compressed; ' +
        'Athena or CloudTrail Lake answer the same question where the history is too large for one machine. A document for ' +
        'an auditor about what features and check showed is written by docs audit.',
    )
    .argument('[place...]', 'folders and files of CloudTrail logs, or s3://bucket/prefix')
    .addOption(
      new Option('--engine <name>', 'duckdb reads files; athena and lake print the question as SQL')
        .choices(['duckdb', 'athena', 'lake'])
        .default('duckdb'),
    )
    .option('--memory <MiB>', 'with duckdb: how much memory it may use', wholeNumber(256, 1_048_576), 2048)
    .option('--temporary <folder>', "with duckdb: where what does not fit goes; default: the system's folder")
    .option('--table <name>', "with athena: CloudTrail's table; with lake: the id of the event data store", table)
    .option('--where <condition>', 'with athena and lake: a condition in SQL, such as on a partition')
    .option('--run', 'with athena: run the SQL with your own credentials, and report')
    .option('--database <name>', 'with --run: the database of the table')
    .option('--workgroup <name>', 'with --run: the workgroup of Athena')
    .option('--output <s3-uri>', 'with --run: where Athena puts its results, unless the workgroup says')
    .option('--profile <name>', 'for S3 and Athena: the AWS profile to use', profile)
    .option('--region <name>', 'for S3 and Athena: the region')
    .option(
      '--network <file>',
      "judge the rules of security groups by this network, today's: CloudTrail has none of the past; can be given again",
      collected(),
    )
    .option('--baseline <file>', 'report what this file does not know, and fail for that alone')
    .option('--update', 'write the baseline: everything found is known then')
    .option('--require-shown', 'end with 1 when something is not shown')
    .option('--html <file>', 'write a page with plots, in one file')
    .option('--json <file>', 'write all that was found; - is standard output, where nothing else goes then')
    .option('--csv <file>', 'write a row for jobs that are alike')
    .option('--sarif <file>', 'write a SARIF report')
    .addHelpText(
      'after',
      `
Examples:
  train-encrypt audit AWSLogs --html audit.html
  train-encrypt audit s3://trail-bucket/AWSLogs/o-1/ --profile audit --csv audit.csv
  train-encrypt audit AWSLogs --network groups.json --network subnets.json
  train-encrypt audit AWSLogs --baseline known.json --update     everything found is known
  train-encrypt audit AWSLogs --baseline known.json              what is new since
  train-encrypt audit --engine athena --table audit.cloudtrail_logs --where "region = 'eu-central-1'"
  train-encrypt audit --engine athena --table cloudtrail_logs --database audit --run --html audit.html
  train-encrypt audit --engine lake --table 0a1b2c3d-0000-4000-8000-000000000000

DuckDB is installed beside train-encrypt, when it is wanted: npm install @duckdb/node-api`,
    )
    .action(async (places: string[], options: AuditOptions) => {
      const { audit } = await import('./run.ts');
      process.exitCode = await audit(places, options);
    });
}
