import type { Account, Harness } from '../harness.ts';

/** An account to prepare a situation in, and what takes away again the faults and the policy that came with it. */
export function borrow(
  account: Account,
  harness: Harness,
): { readonly account: Account; readonly giveBack: () => void } {
  const before = new Set(harness.faults.list().map(({ id }) => id));
  let governed = false;
  return {
    account: {
      id: account.id,
      region: account.region,
      environment: account.environment,
      get sagemaker() {
        return account.sagemaker;
      },
      get ec2() {
        return account.ec2;
      },
      setRules: (rules) => account.setRules(rules),
      setPolicy(policy) {
        governed = true;
        account.setPolicy(policy);
      },
      verdicts: () => account.verdicts(),
      jobs: () => account.jobs(),
      advance: (seconds) => account.advance(seconds),
    },
    giveBack() {
      for (const { id, fault } of harness.faults.list()) {
        if (fault.account === account.id && !before.has(id)) harness.faults.remove(id);
      }
      if (governed) account.setPolicy(undefined);
    },
  };
}
