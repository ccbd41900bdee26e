import { damageBytes } from './bytes.ts';
import type { Chance } from './chance.ts';
import { damageForm } from './form.ts';
import { damageHead } from './head.ts';
import { damageJson } from './json.ts';
import { damageRaw } from './raw.ts';
import { isJson, type MutatedRequest, type WireRequest } from './wire.ts';

/** One of the requests with up to three things wrong with it. */
export function mutate(recorded: readonly WireRequest[], chance: Chance): MutatedRequest {
  // EC2 has the most operations, SageMaker the largest requests: half of the attempts are for each protocol.
  const json = chance.upTo(1) === 0;
  let request = chance.pick(recorded.filter((one) => isJson(one) === json));
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
    if (kind === 'body') damage((isJson(request) ? damageJson : damageForm)(request.body, chance));
    if (kind === 'bytes') damage(damageBytes(request.body, chance));
    if (kind === 'head') {
      const changed = damageHead(request, chance);
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
