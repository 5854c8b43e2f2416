import type { X509Certificate } from 'node:crypto';
import { readCertificates } from './read-certificates.ts';

/** From a signer to its root; no authority's chain is longer. Chosen. */
const DEPTH_MOST = 6;

/**
 * Whether a certificate leads, by signatures that hold and certificates valid at one moment, to one
 * of those that the reader trusts. Revocation is not asked about: that would need a network.
 *
 * @param others certificates that came along, any of which may stand between
 * @param trustedPem one or more certificates in PEM
 */
export function leadsTo(
  signer: X509Certificate,
  others: readonly X509Certificate[],
  trustedPem: string,
  at: number,
): boolean {
  const trusted = readCertificates(trustedPem);
  let current = signer;
  for (let depth = 0; depth < DEPTH_MOST; depth += 1) {
    if (!isValid(current, at)) return false;
    const here = current;
    if (trusted.some((one) => one.fingerprint256 === here.fingerprint256)) return true;
    const issuer = [...trusted, ...others].find((one) => isIssuedBy(here, one));
    if (issuer === undefined) return false;
    current = issuer;
  }
  return false;
}

const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

const isValid = ({ validFromDate, validToDate }: X509Certificate, at: number): boolean =>
  at >= validFromDate.getTime() && at <= validToDate.getTime();
