import { listed } from '../../text/words.ts';
import { mergedBooks, type NetworkBook, type NetworkSource, networkIn } from './book.ts';

const EMPTY: NetworkBook = { vpcs: new Map(), subnets: new Map(), securityGroups: new Map(), prefixLists: new Map() };

/**
 * The network of a job whose document defines one itself: what the document does not have is read from `source`.
 * @param title of the document
 */
export function withOwn(source: NetworkSource | undefined, own: NetworkBook, title: string): NetworkSource {
  const named = listed([title, ...(source ? [source.title] : [])]);
  return {
    title: named,
    read: async (vpc) => {
      const has = (id: string) => own.subnets.has(id) || own.securityGroups.has(id) || own.lost?.has(id);
      const all = [...vpc.subnets, ...vpc.securityGroups];
      if (source && !all.some(has)) return source.read(vpc);
      const others = {
        subnets: vpc.subnets.filter((id) => !has(id)),
        securityGroups: vpc.securityGroups.filter((id) => !has(id)),
      };
      const asks = others.subnets.length + others.securityGroups.length > 0 || (own.lost?.size ?? 0) > 0;
      const other = asks ? ((await source?.book?.(others)) ?? EMPTY) : EMPTY;
      return networkIn(mergedBooks([other, own]), vpc, named);
    },
  };
}
