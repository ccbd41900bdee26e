/** Instances drawn one by one; the others are a number. */
export const MOST_DRAWN = 8;

export interface Placed {
  /** Numbers of instances, from 1, that are drawn. */
  readonly drawn: readonly number[];
  /** How many more there are. */
  readonly more: number;
}

/** Instances spread evenly over so many subnets, in order. A model: which subnet SageMaker takes is not known. */
export function placement(instances: number, subnets: number): readonly Placed[] {
  return Array.from({ length: subnets }, (_, index) => {
    const here = Math.floor(instances / subnets) + (index < instances % subnets ? 1 : 0);
    const drawn = Array.from({ length: here }, (_, turn) => index + turn * subnets + 1).filter((n) => n <= MOST_DRAWN);
    return { drawn, more: here - drawn.length };
  });
}
