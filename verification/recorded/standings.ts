import type { RecordedService } from './fact.ts';
import type { Results } from './results.ts';

/** How many facts of a service an engine answers as recorded. */
export interface Standing {
  readonly service: RecordedService;
  readonly asRecorded: number;
  readonly of: number;
}

const SERVICES: readonly RecordedService[] = ['ec2', 'sts', 'iam', 's3', 'sagemaker'];

/** Services without a fact are left out. */
export function standings(results: Results): readonly Standing[] {
  return SERVICES.flatMap((service) => {
    const own = [...results].filter(([fact]) => fact.service === service);
    const asRecorded = own.filter(([, wrong]) => wrong.length === 0).length;
    return own.length === 0 ? [] : [{ service, asRecorded, of: own.length }];
  });
}

/** Over all services but SageMaker, which only the stub answers. */
export function total(all: readonly Standing[]): Pick<Standing, 'asRecorded' | 'of'> {
  const shared = all.filter(({ service }) => service !== 'sagemaker');
  return {
    asRecorded: shared.reduce((sum, { asRecorded }) => sum + asRecorded, 0),
    of: shared.reduce((sum, { of }) => sum + of, 0),
  };
}
