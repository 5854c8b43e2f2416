import { readHttpsAnswer } from '../../../adapters/local/https-answer.ts';
import { readAddresses } from '../../../adapters/local/probe/read-addresses.ts';
import { readMessage } from '../../../adapters/local/rfc2136/read-message.ts';
import { ProbeStop } from '../../../adapters/local/probe/probe-stop.ts';
import { decode } from 'dns-packet';
import { type Authority, answerQuery } from '../../../home/names/answer-query.ts';
import { recordBook } from '../../../home/names/record-book.ts';
import { type FuzzTarget, mustHold } from '../target.ts';

const record = (name: string, values: readonly string[], type: 'A' | 'TXT' | 'HTTPS') => ({
  name,
  type,
  setIdentifier: '',
  weight: 0,
  ttlSec: 5,
  values,
  healthCheck: null,
});
const many = Array.from({ length: 60 }, (_, index) => `192.0.2.${index + 1}`);
const book = recordBook([
  record('ent-x.example', ['127.0.0.2'], 'A'),
  record('many.example', many, 'A'),
  record('note.example', ['"Bonjour"'], 'TXT'),
]);
const authority: Authority = {
  zones: [{ id: 'Z1', name: 'example', ns: ['ns1.example', 'ns2.example'] }],
  book: () => book,
  serial: () => 42,
  choose: ([first]) => first ?? null,
};

const WORDS = ['\x07example\0', '\xc0\x0c', '\x3f', '\0\x29', '\0\x01\0\x01', '\0\x41', '\xff\xff'];

/** What our name server is asked, by anybody. */
const question: FuzzTarget = {
  name: 'dns-question',
  shape: 'bytes',
  maxBytes: 4_096,
  words: WORDS,
  run: (input) => {
    const message = Buffer.from(input);
    const udp = answerQuery(message, 'udp', authority);
    const tcp = answerQuery(message, 'tcp', authority);
    mustHold((udp?.length ?? 0) <= 1_232, 'an answer by UDP beyond what passes every network');
    mustHold((tcp?.length ?? 0) <= 65_535, 'an answer by TCP beyond its length');
    mustHold(udp === null || ((udp[2] ?? 0) & 0x80) !== 0, 'an answer that is none');
    mustHold(udp === null || udp.readUInt16BE(0) === message.readUInt16BE(0), 'another id');
    return udp === null ? 'silent' : `rcode ${(udp[3] ?? 0) & 15} answers ${udp.readUInt16BE(6)}`;
  },
};

/** What other name servers answer: to probes, to verification, to updates. */
const answer: FuzzTarget = {
  name: 'dns-answer',
  shape: 'bytes',
  maxBytes: 16_384,
  words: WORDS,
  run: (input) => {
    const message = Buffer.from(input);
    readHttpsAnswer(message);
    const read = readMessage(message);
    return `${read?.answers.length ?? 'none'} ${addressesIn(message)}`;
  },
};

/** As the prober reads it: the codec's own errors are caught there. */
function addressesIn(message: Buffer): number {
  const packet = decoded(message);
  if (packet === null) return -1;
  try {
    return readAddresses(packet, 'ent-x.example', 'A').addresses.length;
  } catch (error) {
    // Aliases in a circle, which a probe tells as what they are.
    if (error instanceof ProbeStop) return -2;
    throw error;
  }
}

function decoded(message: Buffer): ReturnType<typeof decode> | null {
  try {
    return decode(message);
  } catch {
    return null;
  }
}

export const targets = [question, answer];
