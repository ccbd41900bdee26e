import type { Fact } from './fact.ts';
import { COLLECTED } from './facts/sources.ts';

/** What a fact rests on. */
export type Basis = 'recorded' | 'documented' | 'source not noted';

/** A test, snapshot or issue that shows what AWS answered; else AWS's documentation; else nothing that can be looked up. */
export function basisOf({ source }: Pick<Fact, 'source'>): Basis {
  if (/\((?:(?:ec2_)?aws_verified|snapshot|quotes AWS)\)$/.test(source)) return 'recorded';
  if (/\(documentation\)$/.test(source)) return 'documented';
  if (source === COLLECTED) return 'source not noted';
  throw new Error(`${source}: a source says what it is, by a function of sources.ts`);
}
