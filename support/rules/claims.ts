import { TRAIN_ENCRYPT } from './sources.ts';
import type { Claim } from './types.ts';

const claim = (id: string, text: string, test: Claim['test'], more: { readonly observed?: string } = {}): Claim => ({
  id,
  text,
  source: TRAIN_ENCRYPT,
  test,
  ...more,
});

const RUN = { kind: 'run' } as const;
const MODEL = { kind: 'model' } as const;

/** What the page says, in our words and its order. */
export const claims: readonly Claim[] = [
  claim('service-vpc', 'A job that names no VPC runs in one that the service manages.', RUN),
  claim(
    'private-vpc',
    'Running in a private VPC protects containers and data further: the network interfaces are in its subnets and security groups.',
    RUN,
  ),
  claim('model-not-data', 'Distributed frameworks mostly exchange things like weights, and not the data set.', {
    kind: 'none',
    reason: 'It describes what frameworks send one another; no request, network or setting makes it true or false.',
  }),
  claim('between-instances', 'Encryption protects what instances exchange during distributed training.', RUN, {
    observed:
      'Nothing checks when a job is created whether its instances can exchange IKE and ESP. The nearest documented analogue, EFA with a wrong security group, stalls during initialisation.',
  }),
  claim('training-time', 'Encryption can lengthen training, most of all for distributed deep learning.', MODEL),
  claim('single-instance', 'Encryption has no effect on a job with one instance.', RUN),
  claim('traffic-volume', 'With several instances, the effect depends on how much they communicate.', MODEL),
  claim('cost', 'Algorithms that encryption slows down also cost more.', MODEL),
  claim(
    'builtin-algorithms',
    'Most built-in algorithms, such as XGBoost, DeepAR and linear learner, are typically not slowed.',
    MODEL,
  ),
  claim('inbound-rules', 'The security group lets in UDP 500 and protocol 50 (ESP) from itself.', RUN, {
    observed: 'A job is accepted without these rules.',
  }),
  claim('outbound-rules', 'The security group lets out UDP 500 and protocol 50 (ESP) to itself.', RUN, {
    observed:
      "A job is accepted without these rules; AWS's own helper for its tests adds the inbound ones only and relies on the default egress.",
  }),
  claim(
    'esp-ports',
    'ESP has no ports: EC2 ignores a port range given with protocol 50, whatever its console shows.',
    RUN,
  ),
  claim('request-flag', '`EnableInterContainerTrafficEncryption: true` in the request turns encryption on.', RUN),
  claim('vpc-required', 'Encryption may be asked for only together with a private VPC.', RUN, {
    observed:
      "The service accepts the flag without one, with one instance and with two, and those with one run to completion; sagemaker-python-sdk's and terraform-provider-aws's own tests do it.",
  }),
  claim('tuning-jobs', 'The same holds for the training jobs of a hyperparameter tuning job.', RUN),
];
