import { ABSENT, type Fact, json, length, PAST, pattern, type RecordedCall, type RecordedError } from '../fact.ts';
import { COLLECTED, localstack } from './sources.ts';

const trust = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});

const ACCOUNT_TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '<account>' }, Action: ['sts:AssumeRole', 'sts:TagSession'] }],
};

const role = (document: object, more: object = {}, answer: object = {}): RecordedCall => ({
  service: 'iam',
  operation: 'CreateRole',
  input: { RoleName: 'recorded', AssumeRolePolicyDocument: JSON.stringify(document), ...more },
  saves: { role: 'Role.Arn', 'role-id': 'Role.RoleId' },
  answer: {
    Role: { AssumeRolePolicyDocument: json(document), CreateDate: PAST, RoleName: 'recorded', ...answer },
  },
});

const { answer: _, ...ROLE } = role(ACCOUNT_TRUST);
const SESSION = { RoleArn: '<role>', RoleSessionName: 'Session1' };

const assuming = (what: string, source: string, date: string, input: object, error: RecordedError): Fact => ({
  service: 'sts',
  what: `AssumeRole: ${what}`,
  source: localstack(`sts ${source}`),
  date,
  calls: [ROLE, { operation: 'AssumeRole', input: { ...SESSION, ...input }, error }],
});

const invalidArn = (what: string, RoleArn: string): Fact =>
  assuming(
    what,
    'TestSTSIntegrations::test_sts_invalid_parameters',
    '2025-07-21',
    { RoleArn },
    {
      code: 'ValidationError',
      message: `${RoleArn} is invalid`,
      status: 400,
    },
  );

const TAGS = 'TestSTSAssumeRoleTagging::test_assume_role_tag_validation';

const sts: readonly Fact[] = [
  {
    service: 'sts',
    what: 'AssumeRole: who it is and what it gets',
    source: localstack('sts TestSTSIntegrations::test_assume_role'),
    date: '2024-06-05',
    calls: [
      ROLE,
      {
        operation: 'AssumeRole',
        input: SESSION,
        answer: {
          AssumedRoleUser: {
            Arn: 'arn:aws:sts::<account>:assumed-role/recorded/Session1',
            AssumedRoleId: '<role-id>:Session1',
          },
          Credentials: {
            AccessKeyId: pattern('.'),
            SecretAccessKey: pattern('.'),
            SessionToken: pattern('.'),
          },
          PackedPolicySize: ABSENT,
        },
      },
    ],
  },
  {
    service: 'sts',
    what: "AssumeRole: the role's account is the caller's afterwards",
    source: COLLECTED,
    date: '2026-11-28',
    calls: [
      ROLE,
      {
        operation: 'AssumeRole',
        input: SESSION,
        saves: {
          key: 'Credentials.AccessKeyId',
          secret: 'Credentials.SecretAccessKey',
          token: 'Credentials.SessionToken',
        },
      },
      {
        operation: 'GetCallerIdentity',
        as: 'assumed',
        answer: {
          Account: '<account>',
          Arn: 'arn:aws:sts::<account>:assumed-role/recorded/Session1',
          UserId: '<role-id>:Session1',
        },
      },
    ],
  },
  invalidArn('text that is no ARN', 'nothing-valid-in-here'),
  invalidArn('an ARN without a partition', 'arn::b:::something/test-role'),
  invalidArn('an ARN without a service', 'arn:a::::something/test-role'),
  invalidArn('an ARN with too few colons', 'arn:a:::something/test-role'),
  invalidArn('an ARN without a resource', 'arn:a:a::aaaaaaaaaa:'),
  assuming(
    'a session name with a colon',
    'TestSTSIntegrations::test_sts_invalid_parameters',
    '2025-07-21',
    { RoleSessionName: 'Session1:2' },
    {
      code: 'ValidationError',
      message:
        "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
      status: 400,
    },
  ),
  assuming(
    'a transitive tag key that is no tag',
    TAGS,
    '2025-04-10',
    { Tags: [{ Key: 'SessionTag1', Value: 'SessionValue1' }], TransitiveTagKeys: ['InvalidKey'] },
    {
      code: 'InvalidParameterValue',
      message: 'The specified transitive tag key must be included in the requested tags.',
      status: 400,
    },
  ),
  assuming(
    'tag keys that differ in case only',
    TAGS,
    '2025-04-10',
    {
      Tags: [
        { Key: 'SessionTag1', Value: 'SessionValue1' },
        { Key: 'sessiontag1', Value: 'SessionValue2' },
      ],
      TransitiveTagKeys: ['sessiontag1'],
    },
    {
      code: 'InvalidParameterValue',
      message: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
      status: 400,
    },
  ),
  {
    service: 'sts',
    what: 'AssumeRole: transitive tag keys in another case',
    source: localstack(`sts ${TAGS}`),
    date: '2025-04-10',
    calls: [
      ROLE,
      {
        operation: 'AssumeRole',
        input: {
          ...SESSION,
          Tags: [{ Key: 'SessionTag1', Value: 'SessionValue1' }],
          TransitiveTagKeys: ['sessiontag1'],
        },
        answer: { AssumedRoleUser: { AssumedRoleId: '<role-id>:Session1' } },
      },
    ],
  },
];

const EC2_TRUST = trust('ec2.amazonaws.com');
const LIFECYCLE = 'iam TestIAMIntegrations::test_create_describe_role';
const TAGGED = 'iam TestRoles::test_role_with_tags';
const GET: RecordedCall = { operation: 'GetRole', input: { RoleName: 'recorded' } };
const TAG = [{ Key: 'test', Value: 'value' }];

const iamFact = (what: string, source: string, date: string, ...calls: readonly RecordedCall[]): Fact => ({
  service: 'iam',
  what,
  source: localstack(source),
  date,
  calls,
});

const iam: readonly Fact[] = [
  iamFact(
    'CreateRole: the answer has no MaxSessionDuration',
    LIFECYCLE,
    '2025-03-06',
    role(
      EC2_TRUST,
      { Path: '/recorded-path/' },
      {
        Arn: 'arn:aws:iam::<account>:role/recorded-path/recorded',
        Path: '/recorded-path/',
        RoleId: pattern('.'),
        MaxSessionDuration: ABSENT,
        RoleLastUsed: ABSENT,
        Description: ABSENT,
        Tags: ABSENT,
      },
    ),
  ),
  iamFact(
    'GetRole: with MaxSessionDuration and RoleLastUsed',
    LIFECYCLE,
    '2025-03-06',
    role(EC2_TRUST, { Path: '/recorded-path/' }),
    {
      ...GET,
      answer: {
        Role: {
          Arn: 'arn:aws:iam::<account>:role/recorded-path/recorded',
          AssumeRolePolicyDocument: json(EC2_TRUST),
          MaxSessionDuration: 3600,
          Path: '/recorded-path/',
          RoleId: '<role-id>',
          RoleLastUsed: {},
          Tags: ABSENT,
        },
      },
    },
  ),
  iamFact(
    'ListRoles: by path, without RoleLastUsed',
    LIFECYCLE,
    '2025-03-06',
    role(EC2_TRUST, { Path: '/recorded-path/' }),
    {
      operation: 'ListRoles',
      input: { PathPrefix: '/recorded-path/' },
      answer: {
        IsTruncated: false,
        Roles: [{ RoleId: '<role-id>', MaxSessionDuration: 3600, RoleLastUsed: ABSENT, Path: '/recorded-path/' }],
      },
    },
  ),
  iamFact(
    'CreateRole: with the default path',
    'iam TestIAMIntegrations::test_update_assume_role_policy',
    '2025-03-06',
    role(
      {
        Version: '2012-10-17',
        Statement: [{ Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: ['ec2.amazonaws.com'] } }],
      },
      {},
      { Arn: 'arn:aws:iam::<account>:role/recorded', Path: '/' },
    ),
  ),
  iamFact(
    'CreateRole: a trust policy that is no JSON',
    'iam TestIAMExtensions::test_create_role_with_malformed_assume_role_policy_document',
    '2025-03-06',
    {
      operation: 'CreateRole',
      input: { RoleName: 'recorded', AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[}' },
      error: { code: 'MalformedPolicyDocument', message: 'This policy contains invalid Json', status: 400 },
    },
  ),
  iamFact(
    'CreateRole, GetRole, DeleteRole: a role with a path',
    'iam TestIAMExtensions::test_role_with_path_lifecycle',
    '2025-06-19',
    role(
      trust('lambda.amazonaws.com'),
      { Path: '/a/b/' },
      { Arn: 'arn:aws:iam::<account>:role/a/b/recorded', Path: '/a/b/' },
    ),
    { ...GET, answer: { Role: { Path: '/a/b/', MaxSessionDuration: 3600, RoleLastUsed: {} } } },
    { operation: 'DeleteRole', input: { RoleName: 'recorded' } },
  ),
  iamFact(
    'CreateRole: percent-encoded text in a trust policy stays as it is',
    'iam TestIAMPolicyEncoding::test_put_role_policy_encoding',
    '2025-03-06',
    role({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'lambda.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'aws:SourceArn': 'arn%3Aaws%3Aapigateway%3Aeu-central-1%3A%3A%2Frestapis%2Faaeeieije' },
          },
        },
      ],
    }),
  ),
  iamFact(
    'CreateRole: tags are answered',
    TAGGED,
    '2025-07-02',
    role(EC2_TRUST, { Path: '/role-with-tags/', Tags: TAG }, { Tags: TAG }),
  ),
  iamFact('GetRole: with tags', TAGGED, '2025-07-02', role(EC2_TRUST, { Path: '/role-with-tags/', Tags: TAG }), {
    ...GET,
    answer: { Role: { Tags: TAG } },
  }),
  iamFact(
    'ListRoles: without tags, though the role has some',
    TAGGED,
    '2025-07-02',
    role(EC2_TRUST, { Path: '/role-with-tags/', Tags: TAG }),
    {
      operation: 'ListRoles',
      input: { PathPrefix: '/role-with-tags/' },
      answer: { Roles: [{ RoleName: 'recorded', Tags: ABSENT }] },
    },
  ),
  iamFact(
    "SimulatePrincipalPolicy: what the role's policies do not allow is an implicitDeny",
    'iam TestIAMIntegrations::test_simulate_principle_policy[role]',
    '2025-04-21',
    ROLE,
    {
      operation: 'PutRolePolicy',
      input: {
        RoleName: 'recorded',
        PolicyName: 'recorded',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }],
        }),
      },
    },
    {
      operation: 'SimulatePrincipalPolicy',
      input: {
        PolicySourceArn: '<role>',
        ActionNames: ['s3:PutObject', 's3:GetObjectVersion'],
        ResourceArns: ['arn:aws:s3:::bucket'],
      },
      answer: {
        EvaluationResults: [
          { EvalActionName: 's3:PutObject', EvalDecision: 'allowed', EvalResourceName: 'arn:aws:s3:::bucket' },
          { EvalActionName: 's3:GetObjectVersion', EvalDecision: 'implicitDeny', MatchedStatements: length(0) },
        ],
        IsTruncated: false,
      },
    },
  ),
];

/** Who calls, and roles. */
export const identities: readonly Fact[] = [...sts, ...iam];
