import { randomInt } from 'node:crypto';
import { PreauError, type Said } from '../../../core/errors.ts';
import type { AuthorityServer } from '../dns-ask.ts';
import { type ReadMessage, type ReadRecord, readMessage } from './read-message.ts';
import type { TcpLink } from './tcp-link.ts';
import { judgeReply, signMessage, type TsigKey } from './tsig.ts';
import { updateRefusal } from './update-refusal.ts';
import { OPCODE, rcodeName } from './wire-codes.ts';
import { queryMessage, updateMessage, type WireRecord } from './wire-message.ts';

/** What of a zone is to change, on which conditions. */
export interface ZoneUpdate {
  readonly zone: string;
  readonly prerequisites: readonly WireRecord[];
  readonly updates: readonly WireRecord[];
}

/** The name server that takes updates. */
export interface Primary {
  /**
   * Send one signed update, which is made whole or not at all.
   *
   * @returns `unmet` when something else stood there than the conditions say
   * @throws PreauError as {@link updateRefusal}, and `dns-unreachable` without an answer
   */
  update(link: TcpLink, update: ZoneUpdate): Promise<'made' | 'unmet'>;
  /**
   * What the server itself answers for a name and type, CNAME records included. Not signed: a server
   * may well not sign answers to questions, and nothing is changed by one alone.
   *
   * @returns empty when there is none; records of other names are left out
   * @throws PreauError `dns-unreachable`, retryable, for no answer and for a refusal
   */
  ask(link: TcpLink, name: string, type: number): Promise<readonly ReadRecord[]>;
}

/** RFC 2136 2.2: what is said of a condition that does not hold. */
const UNMET = new Set(['NXDOMAIN', 'YXDOMAIN', 'YXRRSET', 'NXRRSET']);

/** @param now milliseconds since 1970; the machine's own, never a rehearsal's */
export function createPrimary(server: AuthorityServer, key: TsigKey, now: () => number): Primary {
  const nowSec = () => Math.floor(now() / 1_000);
  return {
    async update(link, { zone, prerequisites, updates }) {
      const id = randomInt(65_536);
      const message = updateMessage(id, zone, prerequisites, updates);
      const { bytes, mac } = signMessage(message, key, nowSec());
      const reply = await link.exchange(bytes);
      const read = readReply(server, reply, id, OPCODE.UPDATE);
      const verdict = judgeReply(reply, read, key, mac, nowSec());
      const rcode = rcodeName(read.rcode);
      if (verdict.kind === 'signed' && rcode === 'NOERROR') return 'made';
      if (verdict.kind === 'signed' && UNMET.has(rcode)) return 'unmet';
      throw updateRefusal(server, zone, key, verdict, rcode);
    },
    async ask(link, name, type) {
      const id = randomInt(65_536);
      const reply = await link.exchange(queryMessage(id, name, type));
      const { rcode, answers } = readReply(server, reply, id, OPCODE.QUERY);
      if (!['NOERROR', 'NXDOMAIN'].includes(rcodeName(rcode)))
        throw unreadable(server, `${rcodeName(rcode)} to a question for ${name}`, {
          key: 'got.rcode',
          values: { rcode: rcodeName(rcode), name },
        });
      return answers.filter((record) => record.name === name.toLowerCase());
    },
  };
}

function readReply(
  server: AuthorityServer,
  bytes: Buffer,
  id: number,
  opcode: number,
): ReadMessage {
  const read = readMessage(bytes);
  if (read?.isReply && read.id === id && read.opcode === opcode) return read;
  throw unreadable(server, 'what is no reply to it', { key: 'got.noReply' });
}

const unreadable = (
  { address, port }: AuthorityServer,
  got: string,
  worded: Said | string = got,
): PreauError =>
  new PreauError(
    'dns-unreachable',
    `Expected the name server at ${address} port ${port} to answer, got ${got}: see whether it serves the zone, and lets this machine ask.`,
    { retryable: true, said: { key: 'update.unreadable', values: { address, port, got: worded } } },
  );
