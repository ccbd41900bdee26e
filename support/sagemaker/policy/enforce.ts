import type { Caller } from '../../protocol/service.ts';
import type { Operation, OperationContext } from '../operation.ts';
import { explicitlyDenied, notAllowed } from './access-denied.ts';
import { decide, type Policy } from './policy.ts';
import { contextsOf } from './request-context.ts';
import { principalOf, resourceOf } from './resource.ts';

/**
 * The same operations, each of which first asks the caller's policy. Only what a caller asks for itself is looked at:
 * what a job launches is launched by the service. `iam:PassRole`, and `sagemaker:AddTags` for tags given at creation,
 * which the service asks for beside the action, are not.
 * @param policyOf the policy of a caller; `undefined` where everything is allowed
 */
export function enforced(
  operations: Readonly<Record<string, Operation>>,
  policyOf: (caller: Caller) => Policy | undefined,
): Readonly<Record<string, Operation>> {
  const guarded = ([name, operation]: [string, Operation]): [string, Operation] => [
    name,
    {
      ...operation,
      handle(input, context: OperationContext) {
        const policy = policyOf(context.caller);
        if (policy) authorize(policy, context.caller, name, input);
        return operation.handle(input, context);
      },
    },
  ];
  return Object.fromEntries(Object.entries(operations).map(guarded));
}

/** @throws ServiceError AccessDeniedException when the policy does not let the caller do it. */
function authorize(policy: Policy, caller: Caller, operation: string, input: object): void {
  const refused = {
    principal: principalOf(caller),
    action: `sagemaker:${operation}`,
    resource: resourceOf(caller, operation, input),
  };
  const decisions = contextsOf(caller, operation, input).map((context) => decide(policy, { ...refused, context }));
  if (decisions.includes('explicitly-denied')) throw explicitlyDenied(refused);
  if (decisions.includes('not-allowed')) throw notAllowed(refused);
}
