import type { ProbeRequest } from '../../../app/ports.ts';
import type { TriedAddress } from '../../../core/watch/probe-record.ts';
import type { HeardAddresses } from './heard-addresses.ts';
import { openFirstTcp } from './open-first-tcp.ts';
import { type OpenedSecurely, openSecure } from './open-secure.ts';
import { openTcp } from './open-tcp.ts';
import { ProbeStop } from './probe-stop.ts';

/** How to reach a platform, and who is told on the way. */
export interface SecureWay extends Pick<ProbeRequest, 'port' | 'serverName' | 'sourceAddress'> {
  readonly ca?: string | undefined;
  /** What is left for the connection, and until the end of the handshake. */
  readonly leftMs: (stage: 'tcp' | 'tls') => number;
  readonly timed: <Made>(stage: 'tcp' | 'tls', work: Promise<Made>) => Promise<Made>;
  /** Told of every connection before it is used; who is told destroys it. */
  readonly onOpen: (socket: { destroy(): unknown }) => void;
  /** Told of the address that is spoken to, and of those before it that failed. */
  readonly onTried: (address: string, tried: readonly TriedAddress[]) => void;
}

/**
 * Connect to the first address that takes a connection, and shake hands there.
 *
 * Where resolvers have no address in common, one of them may lead to somebody else, whose certificate
 * is not the platform's: such an address is given half of the time that is left, and then the others
 * are tried.
 *
 * @throws ProbeStop with the stage `tcp` or `tls`, by the word of the first address, when all failed
 */
export async function openFirstSecure(
  { addresses, isDisputed }: HeardAddresses,
  way: SecureWay,
): Promise<OpenedSecurely> {
  const strangers: TriedAddress[] = [];
  let firstStop: ProbeStop | undefined;
  let rest = addresses;
  for (;;) {
    let spoken: readonly string[] = rest;
    try {
      const first = await connect(rest, way, firstStop === undefined ? 'tcp' : 'tls');
      const tried = [...strangers, ...first.tried];
      way.onTried(first.address, tried);
      spoken = [first.address, ...first.tried.map(({ address }) => address)];
      const isLast = isDisputed !== true || spoken.length >= rest.length;
      return await shakeHands(first, way, isLast ? 1 : 2);
    } catch (error) {
      if (!(error instanceof ProbeStop)) throw error;
      firstStop ??= error;
      const [address] = spoken;
      if (address !== undefined) strangers.push({ address, failure: error.failure.kind });
      rest = rest.filter((one) => !spoken.includes(one));
      if (isDisputed !== true || rest.length === 0) throw firstStop;
    }
  }
}

async function connect(
  addresses: readonly string[],
  { port, sourceAddress, leftMs, timed, onOpen }: SecureWay,
  until: 'tcp' | 'tls',
) {
  // A second connection shares the handshake's time with its own handshake.
  const timeoutMs = until === 'tcp' ? leftMs('tcp') : leftMs('tls') / 2;
  const first = await timed('tcp', openFirstTcp(addresses, port, { sourceAddress, timeoutMs }));
  onOpen(first.socket);
  return first;
}

async function shakeHands(
  { socket, address }: Awaited<ReturnType<typeof connect>>,
  { port, sourceAddress, serverName, ca, leftMs, timed, onOpen }: SecureWay,
  part: number,
): Promise<OpenedSecurely> {
  const secured = openSecure(socket, {
    serverName,
    ca,
    timeoutMs: leftMs('tls') / part,
    reopen: (timeoutMs) => openTcp(address, port, { sourceAddress, timeoutMs }),
  });
  const opened = await timed('tls', secured);
  onOpen(opened.secure);
  return opened;
}
