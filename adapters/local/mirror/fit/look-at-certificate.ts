import { connect } from 'node:tls';
import {
  CERTIFICATE_FAULT_DAYS,
  CERTIFICATE_WARNINGS,
  daysLeft,
} from '../../../../core/mirror/fit/certificate-term.ts';
import type { EpochMs } from '../../../../core/units.ts';
import { seenCertificate } from '../../probe/seen-certificate.ts';
import type { FitFault } from './fit-fault.ts';
import { type MirrorPlace, tlsOptions } from './mirror-asker.ts';

/** What a machine shows of itself in a handshake for a name. */
export interface ShownCertificate {
  readonly valid: boolean;
  /** Why it is not, as Node calls it. */
  readonly problem: string | null;
  readonly notAfter: EpochMs | null;
  /** `TLSv1.3`, … */
  readonly protocol: string;
}

const HANDSHAKE_MS = 10_000;

/** Shake hands whatever the certificate, and say what it is worth. @throws Error when there is no handshake */
export function lookAtCertificate(place: MirrorPlace): Promise<ShownCertificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      ...tlsOptions(place),
      rejectUnauthorized: false,
      // What is too old must be seen to be told.
      minVersion: 'TLSv1',
      timeout: HANDSHAKE_MS,
    });
    socket.once('timeout', () => socket.destroy(new Error(`no handshake in ${HANDSHAKE_MS} ms`)));
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      const shown = socket.getPeerX509Certificate();
      resolve({
        valid: socket.authorized,
        problem: socket.authorized ? null : String(socket.authorizationError),
        notAfter: (shown && seenCertificate(shown).notAfter) ?? null,
        protocol: socket.getProtocol() ?? '',
      });
      socket.destroy();
    });
  });
}

/** Judge it: not valid or at its end is a fault, near its end a warning; so is TLS that browsers refuse. */
export function judgeCertificate(
  { valid, problem, notAfter, protocol }: ShownCertificate,
  now: EpochMs,
): { readonly faults: readonly FitFault[]; readonly warnings: readonly FitFault[] } {
  const path = '/';
  const days = notAfter === null ? null : daysLeft(notAfter, now);
  const ending: FitFault = { kind: 'certificate-ends', path, detail: String(days) };
  const isOver = days !== null && days < CERTIFICATE_FAULT_DAYS;
  const isNear = days !== null && days < Math.max(...CERTIFICATE_WARNINGS);
  const isOldTls = protocol !== 'TLSv1.2' && protocol !== 'TLSv1.3';
  return {
    faults: [
      ...(valid ? [] : [{ kind: 'certificate', path, detail: problem ?? '' }]),
      ...(isOver ? [ending] : []),
      ...(isOldTls ? [{ kind: 'tls-old', path, detail: protocol }] : []),
    ],
    warnings: isNear && !isOver ? [ending] : [],
  };
}
