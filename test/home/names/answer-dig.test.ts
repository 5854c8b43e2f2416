import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerQuery } from '../../../home/names/answer-query.ts';
import { type DnsServer, startDnsServer } from '../../../home/names/dns-server.ts';
import type { NameRecord } from '../../../home/names/name-record.ts';
import { recordBook } from '../../../home/names/record-book.ts';

// Goal: what DNS's rules ask of an authority is what BIND's own client sees.
// Method: dig against real sockets, by UDP and TCP; skipped in one line where there is no dig.

const run = promisify(execFile);
const hasDig = await run('dig', ['-v']).then(
  () => true,
  () => false,
);
if (!hasDig) console.warn('dig is not installed: what it would judge is skipped.');

const record = (
  name: string,
  type: NameRecord['type'],
  ...values: readonly string[]
): NameRecord => ({
  name,
  type,
  setIdentifier: '',
  weight: 0,
  ttlSec: 5,
  values,
  healthCheck: null,
});
const https = '1 . alpn="h2,h3" port=8443 ipv4hint=192.0.2.1 ipv6hint=2001:db8::1';
const book = recordBook([
  record('ent.example', 'A', '192.0.2.1'),
  record('ent.example', 'AAAA', '2001:db8::1'),
  record('ent.example', 'HTTPS', https),
  record('alias.example', 'CNAME', 'Ent.example.'),
  record('twice.example', 'CNAME', 'alias.example'),
  record('away.example', 'CNAME', 'd111.cloudfront.net'),
  record('gone.example', 'CNAME', 'nobody.example'),
  record('here.example', 'CNAME', 'there.example'),
  record('there.example', 'CNAME', 'here.example'),
  record('into.example', 'CNAME', 'www.sub.example'),
  record('www.sub.example', 'A', '192.0.2.9'),
  record('a.b.deep.example', 'A', '192.0.2.4'),
  record('many.example', 'A', ...Array.from({ length: 60 }, (_, i) => `192.0.2.${i + 1}`)),
  record('text.example', 'TXT', '"Bonjour" "à tous"'),
  record('leads-to-many.example', 'CNAME', 'many.example'),
]);
const authority = {
  zones: [
    { id: 'Z1', name: 'example', ns: ['ns1.example', 'ns2.example'] },
    { id: 'Z2', name: 'sub.example', ns: ['ns1.example'] },
  ],
  book: () => book,
  serial: () => 42,
  choose: ([first]: readonly NameRecord[]) => first ?? null,
};

let server: DnsServer;
beforeAll(async () => {
  server = await startDnsServer('127.0.0.1', 0, (query, transport) =>
    answerQuery(query, transport, authority),
  );
});
afterAll(() => server.stop());

interface Dug {
  readonly status: string;
  readonly flags: string;
  readonly answers: readonly string[];
  readonly authority: readonly string[];
  readonly text: string;
}

async function dig(...args: readonly string[]): Promise<Dug> {
  const at = ['@127.0.0.1', '-p', `${server.port}`, '+tries=1', '+time=3', '+norec'];
  const { stdout: text } = await run('dig', [...at, ...args]).catch((error: unknown) => {
    // Exit codes of dig say what this is about: the text does too.
    return error as { stdout: string };
  });
  const section = (name: string) =>
    (text.split(`;; ${name} SECTION:\n`)[1]?.split('\n\n')[0]?.split('\n') ?? []).map((line) =>
      line.split(/\s+/).join(' '),
    );
  return {
    status: /status: (\w+)/.exec(text)?.[1] ?? '',
    flags: /;; flags: ([\w ]+);/.exec(text)?.[1] ?? '',
    answers: section('ANSWER'),
    authority: section('AUTHORITY'),
    text,
  };
}
const SOA = 'example. 60 IN SOA ns1.example. hostmaster.example. 42 7200 900 1209600 60';

describe.skipIf(!hasDig).each(['+notcp', '+tcp'])('dig %s sees', (transport) => {
  test.each([
    ['ent.example A', ['ent.example. 5 IN A 192.0.2.1']],
    ['eNt.ExAmPlE A', ['eNt.ExAmPlE. 5 IN A 192.0.2.1']],
    ['ent.example AAAA', ['ent.example. 5 IN AAAA 2001:db8::1']],
    ['ent.example HTTPS', [`ent.example. 5 IN HTTPS ${https}`]],
    ['text.example TXT', ['text.example. 5 IN TXT "Bonjour" "\\195\\160 tous"']],
    ['example SOA', [SOA.replace(' 60 IN', ' 3600 IN')]],
    ['example NS', ['example. 3600 IN NS ns1.example.', 'example. 3600 IN NS ns2.example.']],
    ['ent.example ANY', ['ent.example. 3600 IN HINFO "RFC8482" ""']],
  ])('%s', async (query, answers) => {
    const seen = await dig(transport, ...query.split(' '));
    expect(seen).toMatchObject({ status: 'NOERROR', flags: 'qr aa', answers, authority: [] });
  });

  test('a CNAME whatever is asked, with what it leads to in the zone', async () => {
    const { answers, status } = await dig(transport, 'twice.example', 'AAAA');
    expect(answers).toEqual([
      'twice.example. 5 IN CNAME alias.example.',
      'alias.example. 5 IN CNAME Ent.example.',
      'Ent.example. 5 IN AAAA 2001:db8::1',
    ]);
    expect(status).toBe('NOERROR');
    expect((await dig(transport, 'alias.example', 'CNAME')).answers).toHaveLength(1);
    // Alone, and not followed: RFC 8482 4.2.
    expect((await dig(transport, 'here.example', 'ANY')).answers).toEqual([
      'here.example. 5 IN CNAME there.example.',
    ]);
  });

  test('a CNAME that leads to nothing of the asked type, or to no name, with the SOA', async () => {
    expect(await dig(transport, 'alias.example', 'TXT')).toMatchObject({
      status: 'NOERROR',
      answers: ['alias.example. 5 IN CNAME Ent.example.'],
      authority: [SOA],
    });
    expect(await dig(transport, 'gone.example', 'A')).toMatchObject({
      status: 'NXDOMAIN',
      answers: ['gone.example. 5 IN CNAME nobody.example.'],
      authority: [SOA],
    });
  });

  test('a CNAME out of the zone and no further', async () => {
    for (const name of ['away.example', 'into.example']) {
      const { answers, authority: soa, status } = await dig(transport, name, 'A');
      expect({ size: answers.length, soa, status }).toEqual({
        size: 1,
        soa: [],
        status: 'NOERROR',
      });
    }
  });

  test('eight steps of a loop, and then its end', async () => {
    const { answers, status } = await dig(transport, 'here.example', 'A');
    expect({ steps: answers.length, status }).toEqual({ steps: 8, status: 'NOERROR' });
  });

  test.each([
    ['ent.example TXT', 'NOERROR'],
    ['deep.example A', 'NOERROR'],
    ['b.deep.example A', 'NOERROR'],
    ['example A', 'NOERROR'],
    ['nobody.example A', 'NXDOMAIN'],
    ['c.b.deep.example A', 'NXDOMAIN'],
    ['nobody.example ANY', 'NXDOMAIN'],
    ['*.example A', 'NXDOMAIN'],
  ])('no answer to %s, %s, and for how long to believe it', async (query, status) => {
    const seen = await dig(transport, ...query.split(' '));
    expect(seen).toMatchObject({ status, flags: 'qr aa', answers: [], authority: [SOA] });
  });

  test.each(['example.org A', '. NS', 'com A', 'ent.example A CH', 'notexample A'])(
    'a refusal of %s',
    async (query) => {
      const seen = await dig(transport, ...query.split(' '));
      expect(seen).toMatchObject({ status: 'REFUSED', flags: 'qr', answers: [], authority: [] });
    },
  );

  test('what is no single question refused as RFC 9619 says, and other requests not implemented', async () => {
    expect((await dig(transport, '+header-only', 'ent.example')).status).toBe('FORMERR');
    for (const opcode of ['STATUS', 'NOTIFY', 'UPDATE'])
      expect((await dig(transport, `+opcode=${opcode}`, 'ent.example')).status).toBe('NOTIMP');
  });

  test('OPT for who sends it, its later version not understood, DO as it was', async () => {
    const plain = await dig(transport, '+noedns', 'ent.example');
    expect(plain.text).not.toContain('OPT PSEUDOSECTION');
    const asked = await dig(transport, '+edns=0', '+nsid', '+cookie', '+dnssec', 'ent.example');
    expect(asked.text).toMatch(/EDNS: version: 0, flags: do; udp: 1232/);
    expect(asked.answers).toHaveLength(1);
    const later = await dig(transport, '+edns=1', '+noednsnegotiation', 'ent.example');
    expect(later).toMatchObject({ status: 'BADVERS', answers: [] });
    expect(later.text).toContain('EDNS: version: 0');
  });
});

describe.skipIf(!hasDig)('by UDP dig sees', () => {
  test('what is too long cut to nothing, and takes it by TCP', async () => {
    const cut = await dig('+ignore', '+noedns', 'many.example');
    expect(cut).toMatchObject({ flags: 'qr aa tc', answers: [], status: 'NOERROR' });
    expect((await dig('+noedns', 'many.example')).answers).toHaveLength(60);
    expect((await dig('+ignore', '+bufsize=1232', 'many.example')).answers).toHaveLength(60);
    // A size below 512 is 512 (RFC 6891 6.2.3).
    expect((await dig('+ignore', '+bufsize=100', 'ent.example')).answers).toHaveLength(1);
    expect((await dig('+ignore', '+bufsize=100', 'many.example')).flags).toBe('qr aa tc');
    expect((await dig('+tcp', 'leads-to-many.example')).answers).toHaveLength(61);
  });
});

test.skipIf(!hasDig)('dig gets no copy of the zone', async () => {
  expect((await dig('AXFR', 'example')).text).toContain('Transfer failed');
  expect((await dig('+notcp', 'IXFR=1', 'example')).answers).toEqual([]);
});
