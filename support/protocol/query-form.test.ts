import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as ec2 from '@aws-sdk/client-ec2';
import { AssumeRoleRequest$, AssumeRoleWithWebIdentityRequest$ } from '@aws-sdk/client-sts';
import { QueryShapeSerializer } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticStructureSchema } from '@smithy/types';
import fc from '../../verification/fast-check.ts';
import { ILLEGAL_IN_XML } from './printable.ts';
import { LIMITS, readForm } from './query-form.ts';
import type { QueryFlavour } from './query-options.ts';
import { ServiceError } from './service.ts';

/** The form that an SDK sends for an input. */
function writeForm(schema: StaticStructureSchema, input: unknown, flavour: QueryFlavour): string {
  const ec2Settings = { capitalizeKeys: true, flattenLists: true, serializeEmptyLists: false, ec2: true };
  const serializer = new QueryShapeSerializer({
    timestampFormat: { useTrait: true, default: 5 },
    serializeEmptyLists: true,
    ...(flavour === 'ec2' ? ec2Settings : {}),
  });
  serializer.write(schema, input);
  return String(serializer.flush());
}

const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((string) => !ILLEGAL_IN_XML.test(string));

/** Any input that a schema allows, members left out at random. An empty list cannot be said in EC2's variety. */
function inputOf(ns: NormalizedSchema, flavour: QueryFlavour): fc.Arbitrary<unknown> {
  if (ns.isStructSchema()) {
    const members = [...ns.structIterator()].map(([name, member]) => [name, inputOf(member, flavour)] as const);
    const tokens = [...ns.structIterator()].filter(([, member]) => member.isIdempotencyToken());
    const required = (ns.getSchema() as unknown as { 6?: number })[6] ?? 0;
    const always = [...members.slice(0, required).map(([name]) => name), ...tokens.map(([name]) => name)];
    return fc
      .record(Object.fromEntries(members), { requiredKeys: always, noNullPrototype: true })
      .filter((value) => members.length === 0 || Object.keys(value as object).length > 0);
  }
  if (ns.isListSchema()) {
    return fc.array(inputOf(ns.getValueSchema(), flavour), { minLength: flavour === 'ec2' ? 1 : 0, maxLength: 12 });
  }
  if (ns.isBooleanSchema()) return fc.boolean();
  if (ns.isNumericSchema()) return fc.maxSafeInteger();
  if (ns.isTimestampSchema()) {
    return fc.date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  }
  if (ns.isBlobSchema()) return fc.uint8Array({ maxLength: 20 });
  return text;
}

suite('what an SDK sends is read as it was given', () => {
  const schemas: (readonly [StaticStructureSchema, QueryFlavour])[] = [
    [ec2.AuthorizeSecurityGroupIngressRequest$, 'ec2'],
    [ec2.AuthorizeSecurityGroupEgressRequest$, 'ec2'],
    [ec2.ModifySecurityGroupRulesRequest$, 'ec2'],
    [ec2.DescribeSecurityGroupsRequest$, 'ec2'],
    [ec2.CreateNetworkInterfaceRequest$, 'ec2'],
    [ec2.CreateNetworkAclEntryRequest$, 'ec2'],
    [ec2.CreateTagsRequest$, 'ec2'],
    [ec2.DeleteTagsRequest$, 'ec2'],
    [ec2.ImportSnapshotRequest$, 'ec2'],
    [ec2.GetConsoleOutputRequest$, 'ec2'],
    [ec2.ImportKeyPairRequest$, 'ec2'],
    [AssumeRoleRequest$, 'aws'],
    [AssumeRoleWithWebIdentityRequest$, 'aws'],
  ];
  for (const [schema, flavour] of schemas) {
    test(schema[2], () => {
      fc.assert(
        fc.property(inputOf(NormalizedSchema.of(schema), flavour), (input) => {
          assert.deepEqual(readForm(schema, writeForm(schema, input, flavour), flavour), input);
        }),
        { numRuns: 40 },
      );
    });
  }

  test('every request that EC2 has', () => {
    const requests = Object.values(ec2).flatMap((schema: unknown) =>
      Array.isArray(schema) && schema[0] === 9 ? [NormalizedSchema.of(schema[4])] : [],
    );
    assert.ok(requests.length > 700);
    for (const request of requests) {
      if (!request.isStructSchema()) continue;
      const schema = request.getSchema() as unknown as StaticStructureSchema;
      for (const input of fc.sample(inputOf(request, 'ec2'), { numRuns: 1, seed: 7 })) {
        assert.deepEqual(readForm(schema, writeForm(schema, input, 'ec2'), 'ec2'), input, schema[2]);
      }
    }
  });
});

/** Reads a DescribeSecurityGroups form: it has lists, structures in them, a number and a flag. */
const read = (form: string) => readForm(ec2.DescribeSecurityGroupsRequest$, form, 'ec2');

function refuses(form: string, code: string, words: string | RegExp, schema = ec2.DescribeSecurityGroupsRequest$) {
  assert.throws(
    () => readForm(schema, form, 'ec2'),
    (error) => {
      assert.ok(error instanceof ServiceError, String(error));
      assert.equal(error.code, code);
      assert.equal(error.status, 400);
      if (typeof words === 'string') assert.equal(error.message, words);
      else assert.match(error.message, words);
      return true;
    },
  );
}

suite('lists', () => {
  test('keep the order of their indexes, and close gaps', () => {
    assert.deepEqual(read('GroupId.10=sg-c&GroupId.2=sg-b&GroupId.1=sg-a'), { GroupIds: ['sg-a', 'sg-b', 'sg-c'] });
  });

  test('may be empty', () => {
    assert.deepEqual(read('GroupId='), { GroupIds: [] });
  });

  test('have a bound, and a high index costs nothing', () => {
    refuses('Filter.999999999.Name=a', 'InvalidParameterValue', /Filter has more than 10000 items/);
    refuses('Filter.99999999999999999999.Name=a', 'UnknownParameter', /not recognized/);
    assert.deepEqual(read(`Filter.${LIMITS.listIndex}.Name=a`), { Filters: [{ Name: 'a' }] });
  });

  for (const index of ['0', '01', '-1', '1.5.x', 'x', '', '1e3', '__proto__']) {
    test(`have no index ${JSON.stringify(index)}`, () => {
      refuses(`Filter.${index}.Name=a`, 'UnknownParameter', /is not recognized/);
    });
  }
});

suite('wrong types', () => {
  test('a number', () => {
    for (const value of ['abc', '', '5.5', '1e3', '0x10', '9007199254740993', ' 5']) {
      refuses(`MaxResults=${encodeURIComponent(value)}`, 'InvalidParameterValue', /MaxResults must be an integer/);
    }
    assert.deepEqual(read('MaxResults=-7'), { MaxResults: -7 });
  });

  test('a flag', () => {
    refuses('DryRun=yes', 'InvalidParameterValue', /DryRun must be true or false/);
    assert.deepEqual(read('DryRun=True'), { DryRun: true });
  });

  test('a structure where text belongs, and the other way round', () => {
    refuses('NextToken.1=a', 'UnknownParameter', /NextToken\.1 is not recognized/);
    refuses('Filter.1=a', 'InvalidParameterValue', /Filter\.1 is a structure/);
    refuses('Filter=a', 'InvalidParameterValue', /Filter is a list/);
  });

  test('a time, and base64', () => {
    const when = 'LaunchTemplateData.InstanceMarketOptions.SpotOptions.ValidUntil=soon&LaunchTemplateName=a';
    refuses(when, 'InvalidParameterValue', /must be a time/, ec2.CreateLaunchTemplateRequest$);
    refuses('KeyName=a&PublicKeyMaterial=***', 'InvalidParameterValue', /base64/, ec2.ImportKeyPairRequest$);
  });
});

suite('keys', () => {
  test('that are required', () => {
    refuses('', 'MissingParameter', 'The request must contain the parameter VpcId', ec2.CreateSubnetRequest$);
    const nested = 'GroupId=sg-1&SecurityGroupRule.1.SecurityGroupRule.IpProtocol=tcp';
    refuses(
      nested,
      'MissingParameter',
      /SecurityGroupRule\.1\.SecurityGroupRuleId/,
      ec2.ModifySecurityGroupRulesRequest$,
    );
  });

  test('that are unknown', () => {
    refuses('Colour=red', 'UnknownParameter', 'The parameter Colour is not recognized.');
    refuses('Filter.1.Colour=red', 'UnknownParameter', /Filter\.1\.Colour/);
  });

  test('that STS and its like skip', () => {
    const form = 'RoleArn=a&RoleSessionName=b&Colour=red';
    assert.deepEqual(readForm(AssumeRoleRequest$, form, 'aws'), { RoleArn: 'a', RoleSessionName: 'b' });
  });

  test('that name parts of an object’s prototype', () => {
    for (const key of ['__proto__', '__proto__.polluted', 'constructor.prototype.polluted', 'Filter.1.__proto__.x']) {
      refuses(`${key}=1`, 'UnknownParameter', /not recognized/);
    }
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });

  test('given twice', () => {
    refuses('NextToken=a&NextToken=b', 'MalformedQueryString', /NextToken is given more than once/);
  });

  test('too deep, too long, too many', () => {
    refuses(`${'a.'.repeat(100)}b=1`, 'UnknownParameter', /not recognized/);
    refuses(`${'a'.repeat(LIMITS.keyLength + 1)}=1`, 'UnknownParameter', /a{99}…/);
    const many = Array.from({ length: LIMITS.parameters + 1 }, (_, index) => `GroupId.${index + 1}=a`).join('&');
    refuses(many, 'InvalidRequest', /more than 10000 parameters/);
  });

  test('with values that XML cannot hold', () => {
    refuses('NextToken=a%00b', 'InvalidParameterValue', /NextToken contains a character that XML cannot hold/);
    refuses('a%00b=c', 'UnknownParameter', /a\u{FFFD}b/u);
  });
});
