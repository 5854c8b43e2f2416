import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { isIP, isIPv6 } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import dnsPacket from 'dns-packet';
import type { ProbeFailure } from '../../../core/watch/observation.ts';
import { askByTcp } from '../dns-over-tcp.ts';
import { afterDeadline } from './after-deadline.ts';
import { isOwnFault } from './is-own-fault.ts';
import { ProbeStop } from './probe-stop.ts';
import { ADDRESSES_MAX, type NamedAddresses, readAddresses } from './read-addresses.ts';

/** A name server that probes ask, by address: never by a name that would need another. */
export interface NameServer {
  readonly address: string;
  readonly port: number;
}

interface AskOptions {
  readonly sourceAddress?: string | undefined;
  readonly timeoutMs: number;
  /** Ends the question early, as its time does. */
  readonly signal?: AbortSignal;
}

/** Packets get lost: the question is sent as often within its time. Chosen. */
const SENDS = 3;
/** @see https://www.dnsflagday.net/2020/ 1,232 bytes pass everywhere unfragmented */
const UDP_SIZE_BYTES = 1_232;

/**
 * How long the IPv6 addresses are waited for once the IPv4 ones are there.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8305#section-3 its delay, there for the other way round
 */
const OTHERS_MS = 50;

/**
 * Ask one name server for a name's addresses, from the vantage's own source address: IPv4 first,
 * then IPv6, as far as those come in time.
 *
 * @returns never empty, unless an alias says where to ask on
 * @throws ProbeStop with the stage `dns`; `vantage` where this machine has no socket to ask by
 */
export async function askName(
  server: NameServer,
  name: string,
  options: AskOptions,
): Promise<NamedAddresses> {
  const ending = new AbortController();
  const signal = AbortSignal.any([ending.signal, ...(options.signal ? [options.signal] : [])]);
  const asked = askType(server, name, 'A', options);
  const others = askType(server, name, 'AAAA', { ...options, signal });
  // Heard of below, where it is asked for.
  others.catch(() => undefined);
  try {
    const found = await asked;
    if (found.addresses.length > 0) {
      const late = delay(OTHERS_MS, undefined, { signal });
      const more = await Promise.race([others, late]).catch(() => undefined);
      const addresses = [...found.addresses, ...(more?.addresses ?? [])];
      return { addresses: addresses.slice(0, ADDRESSES_MAX) };
    }
    if (found.alias !== undefined) return found;
    const other = await others;
    if (other.addresses.length > 0 || other.alias !== undefined) return other;
    throw stop('dns-nxdomain', `${name}: no address`);
  } finally {
    ending.abort();
  }
}

async function askType(
  server: NameServer,
  name: string,
  type: 'A' | 'AAAA',
  options: AskOptions,
): Promise<NamedAddresses> {
  const id = randomInt(0, 65_536);
  const isOurs = (packet: dnsPacket.DecodedPacket): boolean => {
    const [asked] = packet.questions ?? [];
    // Some leave the question out of a refusal.
    const isSame =
      asked === undefined || (asked.type === type && plain(asked.name) === plain(name));
    return packet.id === id && packet.type === 'response' && isSame;
  };
  const query = dnsPacket.encode({
    type: 'query',
    id,
    // A resolver resolves only for whom it is asked to; an authority passes it over.
    flags: dnsPacket.RECURSION_DESIRED,
    questions: [{ type, name }],
    additionals: [
      {
        type: 'OPT',
        name: '.',
        udpPayloadSize: UDP_SIZE_BYTES,
        flags: 0,
        extendedRcode: 0,
        ednsVersion: 0,
        flag_do: false,
        options: [],
      },
    ],
  });
  const answer = await exchangeWhole(server, query, isOurs, options);
  // dns-packet's types lack the response code that its decoder sets.
  const rcode = 'rcode' in answer ? String(answer.rcode) : 'NOERROR';
  if (rcode === 'NXDOMAIN') throw stop('dns-nxdomain', `${name}: NXDOMAIN`);
  if (rcode !== 'NOERROR') throw stop('dns-servfail', `${name}: ${rcode}`);
  const found = readAddresses(answer, name, type);
  if (found.addresses.length === 0 && answer.flag_tc)
    throw stop('dns-servfail', `${name}: an answer cut off before its first address`);
  return found;
}

const stop = (kind: ProbeFailure['kind'], detail: string): ProbeStop =>
  new ProbeStop({ stage: 'dns', kind, detail });

const ownStop = ({ message: detail }: Error): ProbeStop =>
  new ProbeStop({ stage: 'vantage', kind: 'vantage-silent', detail });

/** Whether a message answers the question. */
type IsOurs = (packet: dnsPacket.DecodedPacket) => boolean;

/** What UDP cut off is asked for again by TCP; where that says nothing, what came is all there is. */
async function exchangeWhole(
  server: NameServer,
  query: Buffer,
  isOurs: IsOurs,
  options: AskOptions,
): Promise<dnsPacket.DecodedPacket> {
  const until = performance.now() + options.timeoutMs;
  const answer = await exchange(server, query, isOurs, options);
  if (!answer.flag_tc) return answer;
  const timeoutMs = Math.max(1, until - performance.now());
  const message = await askByTcp({ ...options, server, query, timeoutMs });
  const whole = message && decode(message);
  return whole && isOurs(whole) ? whole : answer;
}

function exchange(
  server: NameServer,
  query: Buffer,
  isOurs: IsOurs,
  { sourceAddress, timeoutMs, signal }: AskOptions,
): Promise<dnsPacket.DecodedPacket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(isIPv6(server.address) ? 'udp6' : 'udp4');
    const send = (): void => socket.send(query, server.port, server.address);
    let again: NodeJS.Timeout | undefined;
    let ended = false;
    const end = (act: () => void): void => {
      if (ended) return;
      ended = true;
      callOff();
      clearInterval(again);
      signal?.removeEventListener('abort', onAbort);
      socket.close();
      act();
    };
    const refuse = (why: ProbeStop): void => end(() => reject(why));
    const fail = (detail: string): void => refuse(stop('dns-timeout', detail));
    const onAbort = (): void => fail('no answer before the probe ended');
    const callOff = afterDeadline(timeoutMs, () =>
      fail(`no answer in ${Math.round(timeoutMs)} ms`),
    );
    signal?.addEventListener('abort', onAbort);
    socket.on('error', (error) =>
      isOwnFault(error, server.address) ? refuse(ownStop(error)) : fail(error.message),
    );
    socket.on('message', (bytes, from) => {
      // Whoever saw or guessed the question may answer it: only the server itself is believed.
      if (from.port !== server.port || !isSame(from.address, server.address)) return;
      const packet = decode(bytes);
      if (packet && isOurs(packet)) end(() => resolve(packet));
    });
    socket.bind(0, sourceAddress, () => {
      send();
      again = setInterval(send, Math.max(1, timeoutMs / SENDS));
    });
  });
}

const plain = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** The same IPv6 address has several spellings. */
const isSame = (one: string, other: string): boolean =>
  one === other || (isIP(one) === 6 && plainIPv6(one) === plainIPv6(other));

const plainIPv6 = (address: string): string | undefined =>
  URL.parse(`http://[${address.split('%')[0]}]`)?.hostname;

/** Null for bytes that are no DNS message: another answer may still come. */
function decode(bytes: Buffer): dnsPacket.DecodedPacket | null {
  try {
    return dnsPacket.decode(bytes);
  } catch {
    return null;
  }
}
