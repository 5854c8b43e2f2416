import { createHash, type X509Certificate } from 'node:crypto';
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import type { SignedData } from 'pkijs';

/** `signingCertificateV2` names a certificate by any digest, SHA-256 unless it says another. */
const V2 = '1.2.840.113549.1.9.16.2.47';
/** `signingCertificate` names it by SHA-1, which still tells two certificates of one authority apart. */
const V1 = '1.2.840.113549.1.9.16.2.12';
const DIGESTS: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * Whether a token's signed attributes name this certificate: without that, another certificate of the
 * same key could be put in its place.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5816
 */
export function namesCertificate({ signerInfos }: SignedData, own: X509Certificate): boolean {
  const attributes = signerInfos[0]?.signedAttrs?.attributes ?? [];
  return attributes.some(({ type, values: [value] }) => {
    const first = type === V1 || type === V2 ? firstOf(value) : null;
    if (first === null) return false;
    const [algorithm, hash] = first[0] instanceof OctetString ? [null, first[0]] : first;
    if (!(hash instanceof OctetString)) return false;
    const digest = type === V1 ? 'sha1' : digestOf(algorithm);
    const named = Buffer.from(hash.valueBlock.valueHexView);
    return digest !== null && createHash(digest).update(own.raw).digest().equals(named);
  });
}

/** The parts of the first ESSCertID: SigningCertificate ::= SEQUENCE { certs SEQUENCE OF ESSCertID … } */
function firstOf(value: unknown): readonly unknown[] | null {
  const certs = value instanceof Sequence ? value.valueBlock.value[0] : undefined;
  const first = certs instanceof Sequence ? certs.valueBlock.value[0] : undefined;
  return first instanceof Sequence ? first.valueBlock.value : null;
}

function digestOf(algorithm: unknown): string | null {
  if (algorithm === null) return 'sha256';
  const oid = algorithm instanceof Sequence ? algorithm.valueBlock.value[0] : undefined;
  return oid instanceof ObjectIdentifier ? (DIGESTS[oid.valueBlock.toString()] ?? null) : null;
}
