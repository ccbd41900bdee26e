import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import * as x509 from '@peculiar/x509';

/** A certificate authority for one run. Its private key exists in this process's memory only. */
export interface Authority {
  readonly pem: string;
  readonly der: Uint8Array;
  /** What a server needs to be `host` for clients that trust this authority. */
  contextFor(host: string): Promise<SecureContext>;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const HOUR_MS = 3_600_000;
/** Clocks of containers may be behind; no run takes longer. */
const VALID = { beforeMs: 24 * HOUR_MS, afterMs: 7 * 24 * HOUR_MS };
/** Hosts whose certificates are kept. */
const KEPT = 1_000;

export async function newAuthority(): Promise<Authority> {
  const [keys, leafKeys] = await Promise.all([newKeys(false), newKeys(true)]);
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...common(),
    name: 'CN=train-encrypt\\, one run only',
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  // One key for every host: nobody keeps it longer than the run.
  const key = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', leafKeys.privateKey), 'PRIVATE KEY');
  const shared = [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    await x509.SubjectKeyIdentifierExtension.create(leafKeys.publicKey),
    await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
  ];
  const contexts = new Map<string, Promise<SecureContext>>();
  const newContext = async (host: string): Promise<SecureContext> => {
    const leaf = await x509.X509CertificateGenerator.create({
      ...common(),
      subject: 'CN=train-encrypt',
      issuer: ca.subject,
      signingKey: keys.privateKey,
      publicKey: leafKeys.publicKey,
      extensions: [...shared, new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }])],
    });
    return createSecureContext({ key, cert: leaf.toString('pem'), minVersion: 'TLSv1.2' });
  };
  return {
    pem: `${ca.toString('pem')}\n`,
    der: new Uint8Array(ca.rawData),
    contextFor(host) {
      const context = contexts.get(host) ?? newContext(host);
      if (contexts.size < KEPT) contexts.set(host, context);
      return context;
    },
  };
}

const newKeys = (extractable: boolean) => crypto.subtle.generateKey(ALGORITHM, extractable, ['sign', 'verify']);

function common() {
  return {
    // Positive, and not zero.
    serialNumber: `01${randomBytes(15).toString('hex')}`,
    notBefore: new Date(Date.now() - VALID.beforeMs),
    notAfter: new Date(Date.now() + VALID.afterMs),
    signingAlgorithm: ALGORITHM,
  };
}
