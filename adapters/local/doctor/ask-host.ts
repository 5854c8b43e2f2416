import { checkServerIdentity, connect, type PeerCertificate } from 'node:tls';
import { type EpochMs, epochMs } from '../../../core/units.ts';

/** Whom to ask, and as whom. */
export interface HostToAsk {
  /** An IP address, or a name that this machine resolves. */
  readonly at: string;
  readonly port: number;
  /** The name that people use: its certificate is asked for. */
  readonly name: string;
}

/** What a host showed of itself. */
export interface HostAnswer {
  /** The end of its certificate. */
  readonly notAfter: EpochMs;
  /** Why a browser would refuse it; null where it would not. */
  readonly refused: string | null;
  /** Its own clock, to the second; null where it told none. */
  readonly date: EpochMs | null;
}

/** For connection, TLS and the first bytes of an answer. Chosen. */
const WITHIN_MS = 6_000;
/** Of an answer's head: all that is read. Chosen. */
const HEAD_MAX = 16_384;

/**
 * Ask a host for its certificate and its hour, by one HEAD of its first page, and follow it nowhere.
 *
 * @param ca authorities besides those of Node. @default none
 * @throws Error when it does not answer in time, or with no certificate
 */
export function askHost({ at, port, name }: HostToAsk, ca?: string): Promise<HostAnswer> {
  return new Promise((resolve, reject) => {
    // Whatever is wrong with the certificate is what we are here to tell.
    const options = {
      host: at,
      port,
      servername: name,
      rejectUnauthorized: false,
      ...(ca && { ca }),
    };
    const socket = connect(options);
    let head = '';
    const end = (error?: Error): void => {
      clearTimeout(timer);
      // Null, whatever its type says, once a connection that never came is gone.
      const certificate = socket.getPeerCertificate() as PeerCertificate | null;
      const { authorizationError } = socket;
      socket.destroy();
      if (certificate?.valid_to === undefined)
        return reject(error ?? new Error('it showed no certificate'));
      const refused = refusalOf(certificate, name, authorizationError);
      const notAfter = epochMs(Date.parse(certificate.valid_to));
      resolve({ notAfter, refused, date: dateIn(head) });
    };
    const timer = setTimeout(() => end(new Error(`no answer in ${WITHIN_MS} ms`)), WITHIN_MS);
    socket.on('error', end);
    socket.on('end', () => end());
    socket.on('secureConnect', () => {
      socket.write(`HEAD / HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`);
    });
    socket.on('data', (bytes) => {
      head += bytes.toString('latin1');
      if (head.includes('\r\n\r\n') || head.length > HEAD_MAX) end();
    });
  });
}

function refusalOf(
  certificate: PeerCertificate,
  name: string,
  unauthorized: unknown,
): string | null {
  // Node looks at the chain by itself; the name is ours to look at where it may not refuse.
  const other = checkServerIdentity(name, certificate);
  if (other !== undefined) return 'ERR_TLS_CERT_ALTNAME_INVALID';
  if (!unauthorized) return null;
  if (unauthorized instanceof Error && 'code' in unauthorized) return String(unauthorized.code);
  return typeof unauthorized === 'string' ? unauthorized : 'ERR_TLS_CERT_UNTRUSTED';
}

function dateIn(head: string): EpochMs | null {
  const [, text = ''] = /\r\ndate: ([^\r\n]{1,64})\r\n/i.exec(head) ?? [];
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : epochMs(at);
}
