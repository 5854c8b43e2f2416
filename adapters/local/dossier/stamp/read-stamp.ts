import { createHash, X509Certificate } from 'node:crypto';
import { Certificate, ContentInfo, SignedData, TimeStampResp, TSTInfo } from 'pkijs';
import type { ProofFault } from '../../../../core/dossier/fault.ts';
import { DOSSIER_LIMITS } from '../../../../core/dossier/manifest.ts';
import { type EpochMs, epochMs, type Sha256 } from '../../../../core/units.ts';
import { hashOf } from '../../hash.ts';
import { leadsTo } from './leads-to.ts';
import { namesCertificate } from './names-certificate.ts';

/** What a time-stamping authority said, and whose word it is. */
export interface Stamp {
  /** The moment at which it saw the digest. */
  readonly at: EpochMs;
  /** As its certificate names it. */
  readonly authority: string;
  /** Of that certificate in DER. */
  readonly certificateSha256: Sha256;
  readonly policy: string;
  /** Hexadecimal: what the authority finds it by. */
  readonly serial: string;
  /** Whether the certificate leads to an authority that the reader trusts; null when none was named. */
  readonly trusted: true | null;
}

export type StampReading =
  | { readonly kind: 'read'; readonly stamp: Stamp }
  | { readonly kind: 'refused'; readonly why: ProofFault; readonly detail: string };

export interface StampExpected {
  /** Of the query, for a fresh answer. */
  readonly nonce?: Uint8Array;
  /** Certificates of authorities that the reader trusts, in PEM; absent: the name is only told. */
  readonly trustedPem?: string;
}

const TOKEN = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const EXTENDED_KEY_USAGE = '2.5.29.37';
/** No others are taken: SHA-1 is no proof any more. */
const IMPRINTS: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * Read an authority's answer and check all of it, offline: that it granted, that its imprint is that
 * of `data`, that its signature holds by a certificate made for time stamps and for nothing else,
 * which was valid then and which the signature names.
 *
 * @param answer a TimeStampResp in DER
 * @see https://www.rfc-editor.org/rfc/rfc3161 sections 2.3 and 2.4.2
 */
export async function readStamp(
  answer: Uint8Array,
  data: Uint8Array,
  expected: StampExpected = {},
): Promise<StampReading> {
  if (answer.length > DOSSIER_LIMITS.stampBytes) return refused('stamp-unreadable', 'too long');
  const read = parse(answer);
  if ('kind' in read) return read;
  const { signed, info } = read;
  const imprint = checkImprint(info, data, expected.nonce);
  if (imprint !== null) return imprint;
  const signer = await verifiedSigner(signed, data);
  if (signer === null) return refused('stamp-signature-wrong', 'its signature does not hold');
  const own = reRead(signer);
  if (own === null) return refused('stamp-unreadable', 'its certificate cannot be read');
  const at = epochMs(info.genTime.getTime());
  const unfit = unfitSigner(signed, signer, own, at);
  if (unfit !== null) return refused('stamp-signer-unfit', unfit);
  const { trustedPem } = expected;
  if (trustedPem !== undefined && !leadsTo(own, othersOf(signed), trustedPem, at))
    return refused('stamp-untrusted', 'its certificate leads to none of the trusted authorities');
  const stamp: Stamp = {
    at,
    authority: nameOf(own),
    certificateSha256: hashOf(own.raw),
    policy: info.policy,
    serial: Buffer.from(info.serialNumber.valueBlock.valueHexView).toString('hex'),
    trusted: trustedPem === undefined ? null : true,
  };
  return { kind: 'read', stamp };
}

interface Parsed {
  readonly signed: SignedData;
  readonly info: TSTInfo;
}

function parse(answer: Uint8Array): Parsed | Extract<StampReading, { kind: 'refused' }> {
  try {
    const response = TimeStampResp.fromBER(Uint8Array.from(answer).buffer);
    const { status } = response.status;
    // 0 granted, 1 granted with changes.
    if (status !== 0 && status !== 1) return refused('stamp-refused', `PKIStatus ${status}`);
    const token = response.timeStampToken;
    if (!(token instanceof ContentInfo) || token.contentType !== TOKEN)
      return refused('stamp-unreadable', 'no token in it');
    const signed = new SignedData({ schema: token.content });
    const { eContentType, eContent } = signed.encapContentInfo;
    if (eContentType !== TST_INFO || eContent === undefined || signed.signerInfos.length !== 1)
      return refused('stamp-unreadable', 'the token is of something else');
    const info = TSTInfo.fromBER(Uint8Array.from(eContent.valueBlock.valueHexView).buffer);
    return { signed, info };
  } catch (error) {
    // Anything may come: DER that is none, or that nests until the stack ends.
    return refused('stamp-unreadable', String(error).slice(0, 200));
  }
}

function checkImprint(
  { messageImprint, nonce }: TSTInfo,
  data: Uint8Array,
  asked: Uint8Array | undefined,
): StampReading | null {
  const algorithm = IMPRINTS[messageImprint.hashAlgorithm.algorithmId];
  if (algorithm === undefined)
    return refused('stamp-unreadable', `imprint by ${messageImprint.hashAlgorithm.algorithmId}`);
  const imprint = Buffer.from(messageImprint.hashedMessage.valueBlock.valueHexView);
  if (!createHash(algorithm).update(data).digest().equals(imprint))
    return refused('stamp-of-other-bytes', 'its imprint is of something else');
  const answered = nonce === undefined ? null : Buffer.from(nonce.valueBlock.valueHexView);
  if (asked !== undefined && answered?.equals(asked) !== true)
    return refused('stamp-of-other-bytes', 'it answers another query');
  return null;
}

/** @returns the certificate by which the signature holds; null when it does not */
async function verifiedSigner(signed: SignedData, data: Uint8Array): Promise<Certificate | null> {
  if (signed.signerInfos[0]?.signedAttrs === undefined) return null;
  try {
    const found = await signed.verify({
      signer: 0,
      data: Uint8Array.from(data).buffer,
      extendedMode: true,
    });
    return found.signatureVerified === true ? (found.signerCertificate ?? null) : null;
  } catch {
    return null;
  }
}

function unfitSigner(
  signed: SignedData,
  signer: Certificate,
  own: X509Certificate,
  at: EpochMs,
): string | null {
  const usage = signer.extensions?.find(({ extnID }) => extnID === EXTENDED_KEY_USAGE);
  if (usage?.critical !== true || own.keyUsage?.join() !== TIME_STAMPING)
    return 'its certificate is not one for time stamps alone';
  if (at < own.validFromDate.getTime() || at > own.validToDate.getTime())
    return 'its certificate was not valid then';
  if (!namesCertificate(signed, own)) return 'its signature names another certificate';
  return null;
}

const othersOf = ({ certificates = [] }: SignedData): readonly X509Certificate[] =>
  certificates.flatMap((one) => (one instanceof Certificate ? (reRead(one) ?? []) : []));

/** @returns null for what one reader of certificates takes and the other does not */
function reRead(certificate: Certificate): X509Certificate | null {
  try {
    return new X509Certificate(Buffer.from(certificate.toSchema().toBER()));
  } catch {
    return null;
  }
}

/** The organisation and the name, as far as the certificate has them. */
function nameOf({ subject }: X509Certificate): string {
  const parts = new Map(
    subject.split('\n').map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
  const named = [parts.get('O'), parts.get('CN')].filter((part) => part !== undefined);
  return (named.join(', ') || subject.replaceAll('\n', ', ')).slice(0, 200);
}

const refused = (why: ProofFault, detail: string): Extract<StampReading, { kind: 'refused' }> => ({
  kind: 'refused',
  why,
  detail,
});
