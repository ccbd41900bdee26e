/**
 * Variables of whoever runs us that lead to AWS, or around our proxy, by name. Everything that has `AWS` for a word of
 * its name goes; what else does is here.
 */
export const LEAKS: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /(^|_)aws/i, why: "AWS's own, and what tools make of them: TF_VAR_aws_secret_key, npm_config_aws_…" },
  { pattern: /^(amazon|amzn)_/i, why: 'credentials under older names' },
  { pattern: /(^|_)boto/i, why: 'configuration of boto, credentials in it' },
  { pattern: /^(ec2|ecs|eks|s3|sts|iam|sso)_/i, why: 'endpoints, keys, metadata of containers' },
  { pattern: /^(saml2aws|granted|assumed?_role|okta)(_|$)/i, why: 'tools that hand out credentials' },
  { pattern: /^(sagemaker|sm)_/i, why: 'configuration of the SageMaker SDK and of training containers' },
  { pattern: /^(cdk|localstack|moto)_/i, why: 'accounts and endpoints of other tools' },
  { pattern: /oidc|web_identity|^actions_id_token_|^ci_job_jwt/i, why: 'tokens that buy credentials' },
  { pattern: /(^|_)proxy($|_)|noproxy/i, why: 'ways around our proxy' },
  { pattern: /^(bash_env|env)$/i, why: 'files that shells read first, in which some CI services keep credentials' },
  { pattern: /^(train_encrypt|cucumber|node_test_context|node_channel)/i, why: 'of our own run' },
  {
    pattern: /(^|_)(ca_?bundle|ca_?certs?|ca_?file|ca_?info|ssl_cert_(file|dir)|extra_ca_certs)$/i,
    why: 'authorities that would keep clients from trusting ours',
  },
  { pattern: /^node_(tls_reject_unauthorized|use_env_proxy|use_system_ca)$/i, why: 'how Node goes through a proxy' },
];

/** An access key id of AWS's, wherever it stands: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html. */
const ACCESS_KEY_ID = /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/;

/** Whether a variable must not reach a wrapper. */
export function leaks(name: string, value: string): boolean {
  return LEAKS.some(({ pattern }) => pattern.test(name)) || ACCESS_KEY_ID.test(value);
}
