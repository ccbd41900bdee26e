/**
 * Domains below which AWS's services answer: the DNS suffixes, plain and dual-stack, of the partitions that AWS's SDKs
 * know. https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html
 */
export const AWS_DOMAINS: readonly string[] = [
  'amazonaws.com',
  'api.aws',
  'amazonaws.com.cn',
  'api.amazonwebservices.com.cn',
  'amazonaws.eu',
  'api.amazonwebservices.eu',
  'c2s.ic.gov',
  'api.aws.ic.gov',
  'sc2s.sgov.gov',
  'api.aws.scloud',
  'cloud.adc-e.uk',
  'api.cloud-aws.adc-e.uk',
  'csp.hci.ic.gov',
  'api.aws.hci.ic.gov',
];

/** A host as it is compared and shown: lower case, no dot at its end. */
export function plainHost(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}

/** Whether a host is one of AWS's, by its whole labels: `sts.amazonaws.com` is, `amazonaws.com.evil.example` is not. */
export function isAwsHost(host: string): boolean {
  const plain = plainHost(host);
  return /^[a-z0-9_.-]+$/.test(plain) && AWS_DOMAINS.some((domain) => plain === domain || plain.endsWith(`.${domain}`));
}

/**
 * Bucket before a host of S3: with or without region, dual-stack, FIPS or accelerated.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
const BUCKET_HOST =
  /^(.+?)\.s3(?:-accelerate|-fips)?(?:\.dualstack)?(?:[.-][a-z]{2,4}(?:-[a-z]+)+-\d+)?\.amazonaws\.(?:com|com\.cn|eu)$/;

/** The path by which a bucket named before its host is asked for at an endpoint that is one host only. */
export function pathAt(host: string, path: string): string {
  const bucket = BUCKET_HOST.exec(plainHost(host))?.[1];
  return bucket === undefined ? path : `/${bucket}${path.startsWith('/') ? '' : '/'}${path}`;
}
