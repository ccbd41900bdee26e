import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { Failure } from '../failure.ts';
import type { HistoryFile } from './types.ts';

export interface S3Place {
  readonly bucket: string;
  readonly prefix: string;
}

/** `s3://bucket/prefix`; `undefined` for another text. */
export function s3Place(text: string): S3Place | undefined {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(text) ?? [];
  return bucket === undefined ? undefined : { bucket, prefix };
}

export interface S3Options {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  /** Where objects lie while they are read. */
  readonly folder: string;
}

/**
 * The objects below a prefix, with your own credentials: it lists and gets. Each lies on this machine only while it is
 * read.
 * @throws Failure (exit code 3) when they cannot be listed
 */
export async function* s3Files(
  { bucket, prefix }: S3Place,
  { profile, region, folder }: S3Options,
): AsyncGenerator<HistoryFile> {
  const client = readOnly(
    new S3Client({
      ...(profile !== undefined && { profile }),
      ...(region !== undefined && { region }),
      followRegionRedirects: true,
      // Endpoints of emulators have no host for each bucket.
      forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL ?? process.env.AWS_ENDPOINT_URL_S3),
      userAgentAppId: 'train-encrypt',
    }),
  );
  let number = 0;
  try {
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
      for (const { Key } of Contents) {
        if (Key === undefined || Key.endsWith('/')) continue;
        number += 1;
        const path = join(folder, `object-${number}`);
        yield {
          name: `s3://${bucket}/${Key}`,
          fetch: async () => {
            const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
            await pipeline(Body as Readable, createWriteStream(path));
            return path;
          },
          release: () => rm(path, { force: true }),
        };
      }
    }
  } catch (error) {
    const { name, message } = error as Error;
    throw new Failure(
      `s3://${bucket}/${prefix} cannot be listed (${name}: ${message}). Check credentials, region and s3:ListBucket.`,
      { exitCode: 3, cause: error },
    );
  }
}

/** Lets the client look and do nothing else. */
function readOnly(client: S3Client): S3Client {
  client.middlewareStack.add(
    (next, { commandName = 'a command without a name' }) =>
      async (args) => {
        if (/^(List|Get)[A-Z]/.test(commandName)) return next(args);
        throw new Error(`train-encrypt: audit only looks at S3, and ${commandName} is no List or Get`);
      },
    { step: 'initialize', priority: 'high', name: 'trainEncryptReadOnly', override: true },
  );
  return client;
}
