import { constants } from 'node:crypto';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, type SecureContext } from 'node:tls';
import type { ProbeSite } from './probe-connection.ts';

/**
 * The first is what a key is made for ahead. OpenSSL 3.5 would make one against quantum computers too,
 * which doubles what a handshake costs here, and a check has nothing to hide.
 */
const CURVES = 'X25519:P-256:P-384:P-521';

/**
 * Servers that do not know RFC 5746, which OpenSSL 3 refuses and some visitors' browsers do not: a check
 * asks whether the origin is there, not whether it is well kept.
 *
 * @see https://docs.openssl.org/3.0/man3/SSL_CTX_set_options/
 */
const OLD_SERVERS_TOO = constants.SSL_OP_LEGACY_SERVER_CONNECT;

let context: SecureContext | undefined;

/** As much as a check reads at once; what a stream takes by itself is four times as much, anew each time. */
const READ_BYTES = 16_384;
/** One for all: what came is read before anything else can come. */
const buffer = Buffer.allocUnsafeSlow(READ_BYTES);

/**
 * Begin a connection to an address of an origin, by TLS where its check says so.
 *
 * @param take hears what comes, in bytes that are others' afterwards
 */
export function openSocket(
  { check, sessions }: ProbeSite,
  address: string,
  take: (bytes: Buffer) => void,
): Socket {
  const callback = (length: number): boolean => {
    take(buffer.subarray(0, length));
    return true;
  };
  const to = { host: address, port: check.port, noDelay: true, onread: { buffer, callback } };
  if (check.kind === 'http') return connectTcp(to);
  // One for all: each of its own would read the authorities' certificates again.
  context ??= createSecureContext({ ecdhCurve: CURVES, secureOptions: OLD_SERVERS_TOO });
  const session = sessions?.get(address);
  const socket = connectTls({
    ...to,
    secureContext: context,
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
    ...(session && { session }),
    ...(isIP(check.host) === 0 && { servername: check.host }),
  });
  if (sessions) socket.on('session', (latest: Buffer) => sessions.set(address, latest));
  return socket;
}
