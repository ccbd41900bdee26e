import type { DescribeNetworkAclsResult } from '@aws-sdk/client-ec2';
import { dropFilter, filterValues } from './filters-in-form.ts';
import type { AdjustedCall, Workaround } from './workaround.ts';

const FILTER = 'association.subnet-id';

/**
 * EC2 answers with every network ACL that has any of the subnets asked for. LocalStack and moto leave out one that has
 * some of them and others too: what stands between subnets of a job could not be judged where another subnet shares
 * their network ACL.
 *
 * Asks for all, and applies the filter to the answer.
 */
export function networkAclFilter(): Workaround {
  const wanted = new WeakMap<AdjustedCall, readonly string[]>();
  return {
    id: 'network-acl-filter',
    defect: 'network ACLs are left out that have some of the subnets asked for and others too',
    upstreams: ['localstack', 'moto'],
    operations: ['DescribeNetworkAcls'],
    before(call) {
      const subnets = filterValues(call.form, FILTER);
      // With a single one it does what it should.
      if (subnets === undefined || subnets.length < 2) return false;
      wanted.set(call, subnets);
      dropFilter(call.form, FILTER);
      return true;
    },
    after(output: DescribeNetworkAclsResult, call) {
      const subnets = wanted.get(call);
      if (subnets === undefined) return false;
      output.NetworkAcls = output.NetworkAcls?.filter(({ Associations }) =>
        Associations?.some(({ SubnetId = '' }) => subnets.includes(SubnetId)),
      );
      return true;
    },
  };
}
