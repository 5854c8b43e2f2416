import type { X509Certificate } from 'node:crypto';
import { type EpochMs, epochMs } from '../../../core/units.ts';
import type { SeenCertificate } from '../../../core/watch/probe-record.ts';
import { hashOf } from '../hash.ts';

const NAME_MAX_CHARS = 200;
const ALT_NAMES_MAX = 10;
const ALT_NAME_MAX_CHARS = 100;

/** What is kept of a certificate: bounded, since a server may put anything into one. */
export function seenCertificate(
  certificate: X509Certificate,
  tlsVersion?: string | null,
): SeenCertificate {
  const [notBefore, notAfter] = [certificate.validFrom, certificate.validTo].map(instantOf);
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    altNames: (certificate.subjectAltName ?? '')
      .split(', ', ALT_NAMES_MAX)
      .filter((name) => name !== '')
      .map((name) => name.slice(0, ALT_NAME_MAX_CHARS)),
    ...(notBefore !== undefined && { notBefore }),
    ...(notAfter !== undefined && { notAfter }),
    sha256: hashOf(certificate.raw),
    ...(typeof tlsVersion === 'string' && { tlsVersion }),
  };
}

/** Absent for a date that is none. */
function instantOf(text: string): EpochMs | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) || at < 0 ? undefined : epochMs(at);
}

const oneLine = (name: string | undefined): string =>
  (name ?? '').replaceAll('\n', ', ').slice(0, NAME_MAX_CHARS);
