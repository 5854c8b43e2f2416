import { randomBytes, webcrypto } from 'node:crypto';

/** A key with its certificate, as kept in a file. */
export interface Signed {
  readonly keyPem: string;
  readonly certPem: string;
  /** ISO 8601. */
  readonly notAfter: string;
}

const KEYS = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;
const NOT_BEFORE = new Date('2020-01-01T00:00:00Z');
const YEARS = 10;
const ISSUER = 'CN=Preau local authority, O=Preau rehearsal';

/** A new authority: it signs servers' certificates and no other authority's. */
export async function createAuthority(realNow: Date): Promise<Signed> {
  const x509 = await loadX509();
  const keys = await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
  const notAfter = yearsAfter(realNow);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: ISSUER,
    notBefore: NOT_BEFORE,
    notAfter,
    signingAlgorithm: SIGNATURE,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    keyPem: await keyPemOf(keys.privateKey),
    certPem: certificate.toString('pem'),
    notAfter: notAfter.toISOString(),
  };
}

/** A certificate for a server under these names and addresses, signed by the authority. */
export async function signLeaf(
  authority: Signed,
  names: readonly string[],
  addresses: readonly string[],
  realNow: Date,
): Promise<Signed> {
  const x509 = await loadX509();
  const keys = await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
  const notAfter = new Date(
    Math.min(yearsAfter(realNow).getTime(), Date.parse(authority.notAfter)),
  );
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{ CN: [names[0] ?? addresses[0] ?? 'localhost'] }],
    issuer: new x509.X509Certificate(authority.certPem).subject,
    notBefore: NOT_BEFORE,
    notAfter,
    signingAlgorithm: SIGNATURE,
    publicKey: keys.publicKey,
    signingKey: await signingKeyOf(authority),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: 'dns' as const, value })),
        ...addresses.map((value) => ({ type: 'ip' as const, value })),
      ]),
    ],
  });
  return {
    keyPem: await keyPemOf(keys.privateKey),
    certPem: certificate.toString('pem'),
    notAfter: notAfter.toISOString(),
  };
}

/** The library takes a tenth of a second to load: only a run that signs something pays for it. */
async function loadX509() {
  await import('reflect-metadata');
  return await import('@peculiar/x509');
}

async function keyPemOf(key: webcrypto.CryptoKey): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  const lines = bytes.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
  return `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`;
}

async function signingKeyOf(authority: Signed): Promise<webcrypto.CryptoKey> {
  const bytes = Buffer.from(authority.keyPem.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64');
  return await webcrypto.subtle.importKey('pkcs8', bytes, KEYS, false, ['sign']);
}

function yearsAfter(date: Date): Date {
  const later = new Date(date);
  later.setUTCFullYear(later.getUTCFullYear() + YEARS);
  later.setUTCMilliseconds(0);
  return later;
}

/** Positive and unique: the first bit is kept clear (RFC 5280, section 4.1.2.2). */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}
