import * as sdk from '@aws-sdk/client-s3';
import { operationSchemas } from '../../protocol/operation-names.ts';
import { createRestXmlService } from '../../protocol/rest-xml.ts';
import type { Service } from '../../protocol/service.ts';
import { addressOf } from './address.ts';
import { unchunked } from './aws-chunked.ts';
import * as buckets from './buckets.ts';
import * as listing from './listing.ts';
import * as multipart from './multipart.ts';
import * as objects from './objects.ts';
import { createStore } from './store.ts';

/** What is answered of S3. */
export const operations = [buckets, objects, listing, multipart].flatMap((group) => group.operations);

/** As much of S3 as SDKs need around a job: buckets, objects, uploads in parts. Kept in memory, within limits. */
export function createS3(limits?: { readonly account: number; readonly all: number }): Service {
  const store = createStore(limits);
  const service = createRestXmlService({
    name: 's3',
    title: 'S3',
    xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
    operations,
    all: operationSchemas(sdk),
    otherEngine: 'LocalStack',
    address: addressOf,
    unwrap: unchunked,
    context: store.of,
  });
  return { ...service, reset: store.forget };
}
