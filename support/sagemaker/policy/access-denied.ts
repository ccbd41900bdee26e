import { ServiceError } from '../../protocol/service.ts';

/** What a caller may not do, and to what. */
export interface Refused {
  /** An ARN. */
  readonly principal: string;
  /** `sagemaker:CreateTrainingJob` */
  readonly action: string;
  /** An ARN, or `*`. */
  readonly resource: string;
}

/** A statement denies it: in the words that the service was seen to use. */
export function explicitlyDenied(refused: Refused): ServiceError {
  return new ServiceError('AccessDeniedException', `${beginning(refused)} with an explicit deny`);
}

/** No statement allows it: begins as the service does; how it goes on was not seen, so that is ours. */
export function notAllowed(refused: Refused): ServiceError {
  const reason = `(train-encrypt: no statement of the policy allows ${refused.action} with this request)`;
  return new ServiceError('AccessDeniedException', `${beginning(refused)} ${reason}`);
}

function beginning({ principal, action, resource }: Refused): string {
  return `User: ${principal} is not authorized to perform: ${action} on resource: ${resource}`;
}
