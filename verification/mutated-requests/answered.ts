import { operations as sts } from '../../support/ec2/caller-identity.ts';
import { operations as ec2 } from '../../support/ec2/index.ts';
import { operations as ecr } from '../../support/neighbours/ecr/index.ts';
import { operations as iam } from '../../support/neighbours/iam/index.ts';
import { operations as logs } from '../../support/neighbours/logs/index.ts';
import { operations as s3 } from '../../support/neighbours/s3/index.ts';
import { operations as sagemaker } from '../../support/sagemaker/operations/index.ts';

/** The operations that each service answers, by its name in a credential scope; from the services' own lists. */
export const answered: Readonly<Record<string, readonly string[]>> = {
  sagemaker: Object.keys(sagemaker).sort(),
  ec2: namesOf(ec2),
  sts: namesOf(sts),
  s3: namesOf(s3),
  iam: namesOf(iam),
  ecr: Object.keys(ecr).sort(),
  logs: Object.keys(logs).sort(),
};

function namesOf(operations: readonly { readonly schema: readonly unknown[] }[]): readonly string[] {
  return operations.map(({ schema }) => String(schema[2])).sort();
}
