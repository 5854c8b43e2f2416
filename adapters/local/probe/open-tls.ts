import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { ProbeErrorKind } from '../../../core/watch/observation.ts';
import { ProbeStop } from './probe-stop.ts';

/**
 * Shake hands and verify the certificate for `serverName`.
 *
 * @param ca extra trusted authorities in PEM; absent = the system's own
 * @throws ProbeStop with the stage `tls`
 */
export function openTls(
  socket: Socket,
  serverName: string,
  options: { readonly ca?: string | undefined; readonly timeoutMs: number },
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secure = connect({
      socket,
      servername: serverName,
      ALPNProtocols: ['http/1.1'],
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    });
    const fail = (kind: ProbeErrorKind, detail: string): void => {
      clearTimeout(timer);
      secure.destroy();
      reject(new ProbeStop({ stage: 'tls', kind, detail }));
    };
    const timer = setTimeout(
      () => fail('tls-handshake', `no handshake in ${options.timeoutMs} ms`),
      options.timeoutMs,
    );
    secure.once('error', (error: NodeJS.ErrnoException) =>
      fail(kindOf(error.code ?? ''), error.code ?? error.message),
    );
    secure.once('close', () => fail('tls-handshake', 'closed during the handshake'));
    secure.once('secureConnect', () => {
      clearTimeout(timer);
      secure.removeAllListeners('error');
      secure.removeAllListeners('close');
      secure.on('error', () => undefined);
      resolve(secure);
    });
  });
}

/** @see https://nodejs.org/api/tls.html#x509-certificate-error-codes */
function kindOf(code: string): ProbeErrorKind {
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return 'tls-expired';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'tls-name-mismatch';
  const untrusted =
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_UNTRUSTED|CERT_REVOKED|CERT_REJECTED|CERT_SIGNATURE_FAILURE|INVALID_CA)/;
  return untrusted.test(code) ? 'tls-untrusted' : 'tls-handshake';
}
