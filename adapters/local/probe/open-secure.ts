import type { Socket } from 'node:net';
import { openTls, type SecureConnection } from './open-tls.ts';
import { ProbeStop } from './probe-stop.ts';

interface SecureQuestion {
  readonly serverName: string;
  readonly ca?: string | undefined;
  /** For the handshake, and the second one if need be. */
  readonly timeoutMs: number;
  /** Another connection to the same address. @throws ProbeStop */
  readonly reopen: (timeoutMs: number) => Promise<Socket>;
}

/** A verified connection, and how it came about. */
export interface OpenedSecurely extends SecureConnection {
  /** Whether the server knows no RFC 5746. */
  readonly isLegacy: boolean;
}

/** OpenSSL's word for a server without RFC 5746, in Node's code or in its reason. */
const LEGACY = /unsafe.legacy.renegotiation/i;

/**
 * Shake hands, also with a server that does not know RFC 5746 (2010). OpenSSL 3 refuses it, browsers
 * do not: visitors get in, so that it is noted and is no fall. The danger is in renegotiating, which
 * a probe never does; the certificate is verified all the same.
 *
 * @throws ProbeStop with the stage `tls`, as {@link openTls}
 * @see https://www.rfc-editor.org/rfc/rfc5746#section-4.1
 * @see https://docs.openssl.org/3.0/man3/SSL_CTX_set_options/ SSL_OP_LEGACY_SERVER_CONNECT
 */
export async function openSecure(
  socket: Socket,
  { serverName, ca, timeoutMs, reopen }: SecureQuestion,
): Promise<OpenedSecurely> {
  const until = performance.now() + timeoutMs;
  const leftMs = (): number => Math.max(1, until - performance.now());
  try {
    const opened = await openTls(socket, serverName, { ca, timeoutMs });
    return { ...opened, isLegacy: false };
  } catch (error) {
    if (!(error instanceof ProbeStop && LEGACY.test(error.failure.detail))) throw error;
    // The alert has ended the first connection.
    const second = await reopen(leftMs()).catch(() => {
      throw error;
    });
    try {
      const opened = await openTls(second, serverName, { ca, timeoutMs: leftMs(), legacy: true });
      return { ...opened, isLegacy: true };
    } catch (later) {
      second.destroy();
      throw later;
    }
  }
}
