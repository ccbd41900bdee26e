/**
 * Families of instance types that have storage of their own, which their hardware encrypts. Documented: a request may
 * not give a key for the volume of such instances.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-store-volumes.html
 */
const FAMILIES: ReadonlySet<string> = new Set([
  'g4dn',
  'g5',
  'g6',
  'g6e',
  'p3dn',
  'p4d',
  'p4de',
  'p5',
  'p5e',
  'p5en',
  'trn1',
  'trn1n',
  'trn2',
]);

/** @param instanceType `ml.p4d.24xlarge` */
export function hasLocalStorage(instanceType: string): boolean {
  return FAMILIES.has(instanceType.split('.')[1] ?? '');
}
