import { clip } from '../../text/clip.ts';
import { shown } from '../../text/shown.ts';
import { productsOf } from './parse.ts';

export type SenderKind = 'wrapper' | 'CLI' | 'SDK' | 'service' | 'console' | 'unknown';

/** Who sent a call, by its user agent. */
export interface Sender {
  readonly name: string;
  /** Empty where the user agent has none. */
  readonly version: string;
  readonly kind: SenderKind;
  /** The SDK beneath, where the sender is built on one: `Boto3 1.44.5`. Else empty. */
  readonly via: string;
}

interface KnownProduct {
  readonly product: RegExp;
  readonly name: string;
  readonly kind: SenderKind;
}

/** The outermost first: of several products in a user agent, the first of this list names the sender. */
const KNOWN: readonly KnownProduct[] = [
  { product: /^terraform-provider-aws$/i, name: 'Terraform AWS provider', kind: 'wrapper' },
  { product: /^terraform$/i, name: 'Terraform', kind: 'wrapper' },
  { product: /^pulumi/i, name: 'Pulumi', kind: 'wrapper' },
  { product: /^airflow$/i, name: 'Apache Airflow', kind: 'wrapper' },
  { product: /^aws-controllers-k8s$|\.services\.k8s\.aws/i, name: 'ACK', kind: 'wrapper' },
  { product: /^sagemaker-on-kubernetes$/i, name: 'SageMaker operators for Kubernetes', kind: 'wrapper' },
  { product: /^(?:zenml|metaflow|kedro|dagster|prefect|flyte|mlflow)/i, name: '', kind: 'wrapper' },
  { product: /^aws-?sdk-?pandas$|^awswrangler$/i, name: 'AWS SDK for pandas', kind: 'wrapper' },
  {
    product: /^AWS-Step-Functions-Data-Science-SDK|^stepfunctions$/i,
    name: 'Step Functions Data Science SDK',
    kind: 'wrapper',
  },
  { product: /^AWS-SageMaker-Python-SDK$/i, name: 'SageMaker Python SDK', kind: 'SDK' },
  { product: /^AWS-SageMakerCore$/i, name: 'sagemaker-core', kind: 'SDK' },
  { product: /^aws-cli$/i, name: 'AWS CLI', kind: 'CLI' },
  { product: /^aws-cdk/i, name: 'AWS CDK', kind: 'wrapper' },
  { product: /^Boto3$/i, name: 'Boto3', kind: 'SDK' },
  { product: /^Botocore$/i, name: 'Botocore', kind: 'SDK' },
  { product: /^aws-sdk-go-v2$/i, name: 'AWS SDK for Go v2', kind: 'SDK' },
  { product: /^aws-sdk-go$/i, name: 'AWS SDK for Go', kind: 'SDK' },
  { product: /^aws-sdk-java$/i, name: 'AWS SDK for Java', kind: 'SDK' },
  { product: /^aws-sdk-(?:js|nodejs)$/i, name: 'AWS SDK for JavaScript', kind: 'SDK' },
  { product: /^aws-sdk-dotnet/i, name: 'AWS SDK for .NET', kind: 'SDK' },
  { product: /^aws-sdk-ruby/i, name: 'AWS SDK for Ruby', kind: 'SDK' },
  { product: /^aws-sdk-php$/i, name: 'AWS SDK for PHP', kind: 'SDK' },
  { product: /^aws-sdk-rust$/i, name: 'AWS SDK for Rust', kind: 'SDK' },
  { product: /^aws-sdk-(?:cpp|kotlin|swift)$/i, name: '', kind: 'SDK' },
];

/** What SDKs say of themselves and of where they run. */
const METADATA =
  /^(?:Python|Linux|Darwin|Windows|macos|Java|kotlin|scala|vendor|io|http|exe|prompt|source|command|exec_env|CPython|OpenJDK|APN|HashiCorp|AmPP|Caller|DagRunKey|Resource|callback|Botocore|AWS-SageMaker-(?:Notebook-Instance|Studio)|S3Manager|cfg|md|lang|os|ua)/i;

/**
 * Who sent a call. A name that the application gave itself (`app/…`, which SDKs take from AWS_SDK_UA_APP_ID) goes before
 * everything else; a product that nobody here knows is taken for a wrapper on the SDK beneath.
 * @param agent as CloudTrail has it; empty where it has none
 */
export function senderOf(agent: string): Sender {
  const text = agent.trim();
  if (text === '') return { name: 'no user agent', version: '', kind: 'unknown', via: '' };
  const service = /^([a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:amazonaws\.com|amazon\.com|internal))$/i.exec(text)?.[1];
  if (service !== undefined) return { name: service.toLowerCase(), version: '', kind: 'service', via: '' };
  if (/^AWS Internal$/i.test(text)) return { name: 'AWS Internal', version: '', kind: 'service', via: '' };
  if (/^\[?S3Console|^Mozilla\/|^AWSConsole|console\.amazonaws/i.test(text))
    return { name: 'a browser', version: '', kind: 'console', via: '' };
  const products = productsOf(text);
  const named = (name: string) => ({ name: clip(shown(name), 60) });
  const app = products.find(({ kind }) => kind === 'app');
  const matches = KNOWN.flatMap((known) => {
    const product = products.find(({ kind, name }) => (kind === '' || kind === 'lib') && known.product.test(name));
    return product ? [{ ...known, name: known.name || product.name, version: product.version }] : [];
  });
  const [outer] = matches;
  const beneath = matches.find(({ kind }) => kind === 'SDK');
  const via = (own: string) =>
    beneath === undefined || beneath.name === own ? '' : shown(`${beneath.name} ${beneath.version}`.trim());
  if (app) return { ...named(app.name), version: shown(app.version), kind: 'wrapper', via: via('') };
  if (outer && outer.kind === 'wrapper') {
    const caller =
      outer.name === 'Apache Airflow' ? products.find(({ name }) => name === 'Caller')?.version : undefined;
    return {
      ...named(caller ? `${outer.name} ${caller}` : outer.name),
      version: shown(outer.version),
      kind: 'wrapper',
      via: via(''),
    };
  }
  const own = products.find(
    ({ kind, name }) =>
      (kind === '' || kind === 'lib') && !METADATA.test(name) && !KNOWN.some(({ product }) => product.test(name)),
  );
  if (own && outer && own.version !== '')
    return { ...named(own.name), version: shown(own.version), kind: 'wrapper', via: via('') };
  if (outer) {
    const sdk = matches.find(({ kind, name }) => kind === 'SDK' && name !== outer.name && outer.name !== 'Boto3');
    return {
      name: outer.name,
      version: shown(outer.version),
      kind: outer.kind,
      via: sdk ? shown(`${sdk.name} ${sdk.version}`.trim()) : '',
    };
  }
  const [first] = products;
  return first
    ? { ...named(first.name), version: clip(shown(first.version), 40), kind: 'unknown', via: '' }
    : { ...named(text), version: '', kind: 'unknown', via: '' };
}
