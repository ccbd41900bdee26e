import { damageBytes } from './bytes.ts';
import type { Chance } from './chance.ts';
import { damageForm } from './form.ts';
import { damageHead } from './head.ts';
import { damageJson } from './json.ts';
import { damageRaw } from './raw.ts';
import { damageRest } from './rest.ts';
import { isJson, type MutatedRequest, type WireRequest } from './wire.ts';

/** How often each service is asked: EC2 has the most operations, SageMaker the largest requests. */
const SERVICES: readonly (readonly [weight: number, name: string])[] = [
  [10, 'sagemaker'],
  [9, 'ec2'],
  [5, 's3'],
  [2, 'iam'],
  [2, 'ecr'],
  [2, 'logs'],
  [1, 'sts'],
];

/** Services of `SERVICES` that are REST; what the others want is all in the body. */
const REST = new Set(['s3']);

/** One of the requests with up to three things wrong with it. */
export function mutate(recorded: readonly WireRequest[], chance: Chance): MutatedRequest {
  const service = chance.weighted(SERVICES.filter(([, name]) => recorded.some((one) => one.service === name)));
  let request = chance.pick(recorded.filter((one) => one.service === service));
  const mutations: string[] = [];
  let sameHead = true;
  const damage = (body: { readonly body: Buffer; readonly what: string }): void => {
    request = { ...request, body: body.body };
    mutations.push(body.what);
  };
  for (
    let left = chance.weighted([
      [6, 1],
      [3, 2],
      [1, 3],
    ]);
    left > 0;
    left -= 1
  ) {
    const kind = chance.weighted([
      [12, 'body'],
      [4, 'bytes'],
      [4, 'head'],
      [1, 'raw'],
    ] as const);
    if (kind === 'body' && !REST.has(service)) {
      damage((isJson(request) ? damageJson : damageForm)(request.body, chance));
    }
    if (kind === 'bytes') damage(damageBytes(request.body, chance));
    if (kind === 'head' || (kind === 'body' && REST.has(service))) {
      const changed = (kind === 'head' ? damageHead : damageRest)(request, chance);
      request = changed.request;
      sameHead = false;
      mutations.push(changed.what);
    }
    if (kind === 'raw') {
      // Where an answer to HEAD ends, its raw bytes do not say.
      if (request.method === 'HEAD') request = { ...request, method: 'POST' };
      const { raw, what } = damageRaw(request, chance);
      return { ...request, mutations: [...mutations, what], sameHead: false, raw };
    }
  }
  return { ...request, mutations, sameHead };
}
