/**
 * Instance types of training jobs whose instances are joined by an Elastic Fabric Adapter: of the families that can
 * have one, the sizes that are made for it. Source: EC2's list of types with EFA, as far as SageMaker has them.
 */
const WITH_EFA: ReadonlySet<string> = new Set([
  'ml.c5n.18xlarge',
  'ml.dl1.24xlarge',
  'ml.p3dn.24xlarge',
  'ml.p4d.24xlarge',
  'ml.p4de.24xlarge',
  'ml.p5.48xlarge',
  'ml.p5e.48xlarge',
  'ml.p5en.48xlarge',
  'ml.p6-b200.48xlarge',
  'ml.trn1.32xlarge',
  'ml.trn1n.32xlarge',
  'ml.trn2.48xlarge',
]);

export const hasEfa = (instanceType: string): boolean => WITH_EFA.has(instanceType);
