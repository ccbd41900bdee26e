import { createHash } from 'node:crypto';

/** JVMs ask for one, and everybody takes this one: the store holds nothing secret. */
const PASSWORD = 'changeit';

/**
 * A key store in the form that every JVM reads (JKS), with one certificate to trust, from its DER form. Layout as in
 * OpenJDK's sun.security.provider.JavaKeyStore.
 */
export function javaTrustStore(certificate: Uint8Array): Buffer {
  const created = Buffer.alloc(8);
  created.writeBigInt64BE(BigInt(Date.now()));
  const body = Buffer.concat([
    int(0xfeedfeed),
    int(2),
    int(1),
    // An entry that is trusted, as against a key of one's own.
    int(2),
    utf('train-encrypt'),
    created,
    utf('X.509'),
    int(certificate.length),
    certificate,
  ]);
  const digest = createHash('sha1').update(Buffer.from(PASSWORD, 'utf16le').swap16()).update('Mighty Aphrodite');
  return Buffer.concat([body, digest.update(body).digest()]);
}

function int(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}

function utf(text: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(text));
  return Buffer.concat([length, Buffer.from(text)]);
}
