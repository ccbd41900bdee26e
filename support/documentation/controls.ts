/** A control of somebody else's catalogue for which a run can be evidence. */
export interface Control {
  readonly id: string;
  /** The catalogue, with its edition. */
  readonly catalogue: string;
  /** What it is about, in our words. */
  readonly about: string;
  /** What of a run speaks of it, and what does not. */
  readonly evidence: string;
  readonly source: string;
  /** YYYY-MM-DD: the id and its subject were read in a copy of the source on this day. */
  readonly checked: string;
  /** What else people search for. */
  readonly words: readonly string[];
  /** Operations whose requests it looks at; absent where it speaks of transmission in general. */
  readonly operations?: readonly string[];
}

const SECURITY_HUB = 'AWS Security Hub CSPM, controls for SageMaker AI';
const SECURITY_HUB_PAGE = 'https://docs.aws.amazon.com/securityhub/latest/userguide/sagemaker-controls.html';
const CHECKED = '2026-11-28';

function securityHub(number: number, kind: string, operation: string, rule: string, more = ''): Control {
  return {
    id: `SageMaker.${number}`,
    catalogue: SECURITY_HUB,
    about: `Job definitions that monitor ${kind} have the flag.${more} AWS Config rule ${rule}.`,
    evidence: `What wrappers sent with ${operation}. The control looks at definitions in an account; a run looks at the requests that make them.`,
    source: `${SECURITY_HUB_PAGE}#sagemaker-${number}`,
    checked: CHECKED,
    words: ['security hub', 'aws config', rule],
    operations: [operation],
  };
}

/**
 * Controls that name the flag, and requirements on transmission in general. Passing a run satisfies none of them: it is
 * evidence for one.
 */
export const controls: readonly Control[] = [
  securityHub(9, 'data quality', 'CreateDataQualityJobDefinition', 'sagemaker-data-quality-job-encrypt-in-transit'),
  securityHub(
    10,
    'explainability',
    'CreateModelExplainabilityJobDefinition',
    'sagemaker-model-explainability-job-encrypt-in-transit',
  ),
  securityHub(13, 'model quality', 'CreateModelQualityJobDefinition', 'sagemaker-model-quality-job-encrypt-in-transit'),
  securityHub(
    15,
    'model bias',
    'CreateModelBiasJobDefinition',
    'sagemaker-model-bias-job-encrypt-in-transit',
    ' Only where they have two or more instances.',
  ),
  {
    id: 'SC-8',
    catalogue: 'NIST SP 800-53 Rev. 5',
    about: 'Transmission confidentiality and integrity, on internal networks too.',
    evidence: 'What wrappers ask for, and what networks let pass. Not whether packets were encrypted.',
    source: 'https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final',
    checked: CHECKED,
    words: ['nist', '800-53', 'fedramp'],
  },
  {
    id: 'SC-8(1)',
    catalogue: 'NIST SP 800-53 Rev. 5',
    about: 'Cryptographic protection of what is transmitted.',
    evidence: 'As for SC-8. Algorithms and key lengths are those of the service, and are not seen here.',
    source: 'https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final',
    checked: CHECKED,
    words: ['nist', '800-53', 'fedramp'],
  },
  {
    id: '4.2.1',
    catalogue: 'PCI DSS v4.0.1',
    about: 'Strong cryptography for card numbers that cross open, public networks.',
    evidence:
      'Context only: a private VPC is normally not an open, public network. It counts where your assessor says it does.',
    source: 'https://www.pcisecuritystandards.org/document_library/',
    checked: CHECKED,
    words: ['pci', 'pci dss', 'card', 'cardholder'],
  },
  {
    id: '164.312(e)(1), (e)(2)(ii)',
    catalogue: 'HIPAA Security Rule, 45 CFR Part 164',
    about: 'Transmission security; encryption is addressable, which is not the same as optional.',
    evidence: 'As for SC-8, for jobs that train on health information.',
    source: 'https://www.ecfr.gov/current/title-45/part-164/section-164.312',
    checked: CHECKED,
    words: ['hipaa', 'phi', 'health'],
  },
];
