import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { decode, encode, type RecordType } from 'dns-packet';
import { expect, test } from 'vitest';
import { answerQuery } from '../../../home/names/answer-query.ts';
import type { NameRecord } from '../../../home/names/name-record.ts';
import { recordBook } from '../../../home/names/record-book.ts';
import { exchangeUdp, withFolder } from './names-fixture.ts';

// Goal: the name server answers a zone as another one does that nobody here wrote.
// Method: Knot DNS serves the same records; every name is asked for every type at both. Skipped in
// one line where there is no knotd.

const KNOT = 'knotd';
const hasKnot = spawnSync(KNOT, ['-V']).error === undefined;
if (!hasKnot) console.warn('knotd is not installed: the comparison with it is skipped.');

const record = (name: string, type: NameRecord['type'], ...values: string[]): NameRecord => ({
  name,
  type,
  setIdentifier: '',
  weight: 0,
  ttlSec: 5,
  values,
  healthCheck: null,
});
const records = [
  record('ent.example', 'A', '192.0.2.1', '192.0.2.2'),
  record('ent.example', 'AAAA', '2001:db8::1'),
  record(
    'ent.example',
    'HTTPS',
    '1 . alpn="h2,h3" port=8443 ipv4hint=192.0.2.1 ipv6hint=2001:db8::1',
  ),
  record('alias.example', 'HTTPS', '0 ent.example.'),
  record('www.example', 'CNAME', 'ent.example.'),
  record('twice.example', 'CNAME', 'www.example.'),
  record('away.example', 'CNAME', 'd111.cloudfront.net.'),
  record('gone.example', 'CNAME', 'nobody.example.'),
  record('below.example', 'CNAME', 'b.deep.example.'),
  record('a.b.deep.example', 'TXT', '"Bonjour" "\\"vous\\""'),
  record('_preau.example', 'TXT', '"x"'),
];
const authority = {
  zones: [{ id: 'Z1', name: 'example', ns: ['ns1.example', 'ns2.example'] }],
  book: () => recordBook(records),
  serial: () => 42,
  choose: ([first]: readonly NameRecord[]) => first ?? null,
};
const names = [
  ...new Set(records.map(({ name }) => name)),
  'example',
  'EXAMPLE',
  'eNt.Example',
  'nobody.example',
  'deep.example',
  'b.deep.example',
  'c.b.deep.example',
  'x.ent.example',
  'x.www.example',
  'example.org',
];
const types = ['A', 'AAAA', 'CNAME', 'TXT', 'SOA', 'NS', 'MX', 'UNKNOWN_65'];

async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}

const zoneFile = () =>
  [
    '$ORIGIN example.',
    '@ 3600 SOA ns1 hostmaster 42 7200 900 1209600 60',
    '@ 3600 NS ns1',
    '@ 3600 NS ns2',
    ...records.flatMap(({ name, type, values }) =>
      values.map((value) => `${name}. 5 ${type} ${value}`),
    ),
    '',
  ].join('\n');

async function withKnot(folder: string, body: (port: number) => Promise<void>): Promise<void> {
  const port = await freePort();
  await writeFile(join(folder, 'example.zone'), zoneFile());
  const config = [
    `server:\n  listen: 127.0.0.1@${port}\n  rundir: ${folder}`,
    `database:\n  storage: ${join(folder, 'db')}`,
    `zone:\n  - domain: example\n    file: ${join(folder, 'example.zone')}`,
    '',
  ].join('\n');
  await writeFile(join(folder, 'knot.conf'), config);
  const knot = spawn(KNOT, ['-c', join(folder, 'knot.conf')], { stdio: 'ignore' });
  const ended = once(knot, 'exit');
  try {
    const soa = encode({ type: 'query', id: 1, questions: [{ name: 'example', type: 'SOA' }] });
    for (let tries = 0; (await exchangeUdp(port, soa, 100)) === null && tries < 100; tries += 1)
      await delay(50);
    await body(port);
  } finally {
    knot.kill('SIGKILL');
    await ended;
  }
}

/** What an answer says, whatever the order of its records and the case of names in them. */
function said(reply: Buffer | null) {
  if (!reply) return null;
  const { answers, authorities, flags = 0, questions } = decode(reply);
  const lines = (records: typeof answers) =>
    (records ?? []).map((one) => JSON.stringify(one).toLowerCase()).sort();
  return {
    rcode: flags & 0xf,
    authoritative: flags & 0x400,
    answers: lines(answers),
    authorities: lines(authorities),
    asked: questions?.[0]?.name,
  };
}

test.skipIf(!hasKnot)(
  'every name and type is answered as Knot answers it',
  { timeout: 30_000 },
  () =>
    withFolder((folder) =>
      withKnot(folder, async (port) => {
        for (const name of names) {
          for (const type of types) {
            const asked = { name, type: type as RecordType };
            const query = encode({ type: 'query', id: 7, questions: [asked] });
            const theirs = said(await exchangeUdp(port, query));
            expect({ name, type, ...said(answerQuery(query, 'udp', authority)) }).toEqual({
              name,
              type,
              ...theirs,
            });
          }
        }
      }),
    ),
);
