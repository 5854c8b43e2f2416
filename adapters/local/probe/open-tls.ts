import { constants } from 'node:crypto';
import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { ProbeErrorKind } from '../../../core/watch/observation.ts';
import type { SeenCertificate } from '../../../core/watch/probe-record.ts';
import { afterDeadline } from './after-deadline.ts';
import { ProbeStop } from './probe-stop.ts';
import { seenCertificate } from './seen-certificate.ts';

/** A connection whose certificate was verified. */
export interface SecureConnection {
  readonly secure: TLSSocket;
  readonly certificate: SeenCertificate;
}

interface TlsOptions {
  /** Trusted authorities in PEM. @default the system's own */
  readonly ca?: string | undefined;
  readonly timeoutMs: number;
  /** Whether a server without RFC 5746 will do. @default false, as OpenSSL has it */
  readonly legacy?: boolean;
}

/**
 * Shake hands and verify the certificate for `serverName`.
 *
 * Node itself would hang up on a wrong certificate before it can be read. So the handshake goes on
 * to its end, the verdict of OpenSSL and of Node's check of the name is read, and a refused
 * connection is closed with nothing sent over it.
 *
 * @throws ProbeStop with the stage `tls`, and the certificate when one was shown
 */
export function openTls(
  socket: Socket,
  serverName: string,
  options: TlsOptions,
): Promise<SecureConnection> {
  return new Promise((resolve, reject) => {
    const secure = connect({
      socket,
      servername: serverName,
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: false,
      ...(options.ca === undefined ? {} : { ca: options.ca }),
      ...(options.legacy && { secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT }),
    });
    const fail = (kind: ProbeErrorKind, detail: string, certificate?: SeenCertificate): void => {
      callOff();
      secure.destroy();
      reject(new ProbeStop({ stage: 'tls', kind, detail }, { certificate }));
    };
    const callOff = afterDeadline(options.timeoutMs, () =>
      fail('tls-handshake', `no handshake in ${Math.round(options.timeoutMs)} ms`),
    );
    secure.once('error', (error) => fail('tls-handshake', reasonOf(error)));
    secure.once('close', () => fail('tls-handshake', 'closed during the handshake'));
    secure.once('secureConnect', () => {
      const shown = secure.getPeerX509Certificate();
      if (shown === undefined) return fail('tls-handshake', 'no certificate was shown');
      const certificate = seenCertificate(shown, secure.getProtocol());
      if (!secure.authorized) {
        const code = String(secure.authorizationError);
        return fail(kindOf(code), code, certificate);
      }
      callOff();
      secure.removeAllListeners('error');
      secure.removeAllListeners('close');
      secure.on('error', () => undefined);
      return resolve({ secure, certificate });
    });
  });
}

/** Node's code says which error, and often no more than `EPROTO`; OpenSSL's reason says why. */
function reasonOf(error: NodeJS.ErrnoException & { readonly reason?: unknown }): string {
  const { code = error.message, reason } = error;
  return typeof reason === 'string' ? `${code}: ${reason}` : code;
}

const KINDS: Readonly<Record<string, ProbeErrorKind>> = {
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-not-yet-valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-name-mismatch',
};

/**
 * Whatever else speaks against a certificate is a matter of trust.
 *
 * @see https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
const kindOf = (code: string): ProbeErrorKind => KINDS[code] ?? 'tls-untrusted';
