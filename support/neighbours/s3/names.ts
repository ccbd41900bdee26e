import { invalidBucketName } from './errors.ts';

const NAME = /^[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$/;
const IP_ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Throws unless a bucket may have this name: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html. */
export function checkBucketName(name: string): void {
  if (!NAME.test(name) || IP_ADDRESS.test(name)) throw invalidBucketName(name);
}
