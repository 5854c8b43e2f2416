import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { isIP } from 'node:net';
import dnsPacket from 'dns-packet';
import type { ProbeFailure } from '../../../core/watch/observation.ts';
import { ProbeStop } from './probe-stop.ts';

/** A name server that probes ask, by address: never by a name that would need another. */
export interface NameServer {
  readonly address: string;
  readonly port: number;
}

/** Most addresses that one answer is believed for. */
const ADDRESSES_MAX = 16;

/**
 * Ask one authoritative server for a name's A records, from the vantage's own source address.
 *
 * @throws ProbeStop with the stage `dns`
 */
export async function askName(
  server: NameServer,
  name: string,
  options: { readonly sourceAddress?: string | undefined; readonly timeoutMs: number },
): Promise<readonly string[]> {
  const id = randomInt(0, 65_536);
  const query = dnsPacket.encode({
    type: 'query',
    id,
    flags: 0,
    questions: [{ type: 'A', name }],
  });
  const answer = await exchange(server, query, id, options);
  // dns-packet's types lack the response code that its decoder sets.
  const rcode = 'rcode' in answer ? String(answer.rcode) : 'NOERROR';
  if (rcode === 'NXDOMAIN') throw stop('dns-nxdomain', `${name}: NXDOMAIN`);
  if (rcode !== 'NOERROR') throw stop('dns-servfail', `${name}: ${rcode}`);
  const addresses = (answer.answers ?? [])
    .flatMap((record) => (record.type === 'A' ? [record.data] : []))
    .filter((address) => isIP(address) !== 0)
    .slice(0, ADDRESSES_MAX);
  if (addresses.length === 0) throw stop('dns-nxdomain', `${name}: no address`);
  return addresses;
}

const stop = (kind: ProbeFailure['kind'], detail: string): ProbeStop =>
  new ProbeStop({ stage: 'dns', kind, detail });

function exchange(
  server: NameServer,
  query: Buffer,
  id: number,
  options: { readonly sourceAddress?: string | undefined; readonly timeoutMs: number },
): Promise<dnsPacket.DecodedPacket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(isIP(server.address) === 6 ? 'udp6' : 'udp4');
    const end = (act: () => void): void => {
      clearTimeout(timer);
      socket.close();
      act();
    };
    const timer = setTimeout(
      () => end(() => reject(stop('dns-timeout', `no answer in ${options.timeoutMs} ms`))),
      options.timeoutMs,
    );
    socket.on('error', (error) => end(() => reject(stop('dns-timeout', error.message))));
    socket.on('message', (bytes, from) => {
      // Whoever saw or guessed the question may answer it: only the server itself is believed.
      if (from.port !== server.port || from.address !== server.address) return;
      const packet = decode(bytes);
      if (packet?.id === id) end(() => resolve(packet));
    });
    socket.bind(0, options.sourceAddress, () => {
      socket.send(query, server.port, server.address);
    });
  });
}

/** Null for bytes that are no DNS message: another answer may still come. */
function decode(bytes: Buffer): dnsPacket.DecodedPacket | null {
  try {
    return dnsPacket.decode(bytes);
  } catch {
    return null;
  }
}
