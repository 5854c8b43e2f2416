import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createUpdateDns, type UpdateDnsOptions } from '../../adapters/local/rfc2136/dns.ts';
import type { PairPlatform } from '../../core/shelter/weighted-pair.ts';
import { bind } from '../fixtures/name-servers/bind.ts';
import { answersOfDig, ttlOfDig } from '../fixtures/name-servers/dig.ts';
import {
  CLOSED_ZONE,
  type ForeignServer,
  isInstalled,
  KEY,
  SECRET,
  startForeign,
  ZONE,
} from '../fixtures/name-servers/foreign-server.ts';
import { knot } from '../fixtures/name-servers/knot.ts';
import { powerDns } from '../fixtures/name-servers/power-dns.ts';
import { aPlatform, MIRROR, ORIGIN } from '../home/names/names-fixture.ts';

// Goal: names turn at the name servers that owners have, and nothing else of theirs is touched.
// Method: each server as Debian has it, in a folder of its own on loopback; `dig` says what stands,
// and `nsupdate` puts what others might have put. One that is not installed is skipped by name.

const at = (name: string, zone = ZONE): PairPlatform => ({
  ...aPlatform(name, 1),
  hostname: `${name}.${zone}`,
});
const plain = at('ent-a');
const fresh = at('ent-neuf');
const foreign = at('ent-autre');
const alias = at('ent-alias');
const closed = at('ent-ferme', CLOSED_ZONE);
const elsewhere = at('ent-ailleurs', 'inconnu.example');
const withOrigin = (platform: PairPlatform, origin: object, mirror: object): PairPlatform => {
  if (platform.mirror === undefined) throw new Error('no mirror');
  return {
    ...platform,
    origin: { ...platform.origin, ...origin },
    mirror: { ...platform.mirror, ...mirror },
  };
};
const full = withOrigin(
  at('ent-tout'),
  { addresses: [ORIGIN, '127.0.0.2', '2001:db8::1'], https: '1 . alpn="h2" ipv6hint=2001:db8::1' },
  { addresses: [MIRROR, '2001:db8::10'], https: '1 . alpn="h3,h2" port=8443' },
);
const byName = withOrigin(at('ent-cname'), { cname: 'hoster.example' }, {});
const many = Array.from({ length: 100 }, (_, index) => at(`ent-${index}`));
const LINES = [
  `ent-a 3600 IN A ${ORIGIN}`,
  `ent-tout IN A 127.0.0.2`,
  `ent-tout IN A ${ORIGIN}`,
  'ent-tout IN AAAA 2001:db8::10',
  'ent-tout IN TXT "a note of the owner"',
  'ent-cname IN CNAME hoster.example.',
  'ent-autre IN A 192.0.2.99',
  'ent-alias IN CNAME elsewhere.example.',
  `ent-ferme IN A ${ORIGIN}`,
  ...many.map((_, index) => `ent-${index} IN A ${ORIGIN}`),
];
const few = [plain, fresh, foreign, alias, closed, elsewhere, full, byName];
const platforms = [...few, ...many];
const optionsFor = (port: number): UpdateDnsOptions => ({
  platforms,
  server: { address: '127.0.0.1', port },
  authorities: [{ address: '127.0.0.1', port }],
  zones: [ZONE, CLOSED_ZONE, 'inconnu.example'],
  key: KEY,
  ttlSec: 60,
});
const refusal = (message: RegExp, retryable = false) =>
  expect.objectContaining({
    code: 'dns-change-refused',
    retryable,
    message: expect.stringMatching(message) as string,
  }) as Error;

/** How each says no, which RFC 2136 and 8945 leave open to some part. PowerDNS never says why. */
const noes = {
  BIND: { key: /BADKEY/, secret: /BADSIG/, closed: /REFUSED/, zone: /NOTAUTH/, clock: true },
  Knot: { key: /BADKEY/, secret: /BADSIG/, closed: /BADKEY/, zone: /NOTAUTH/, clock: true },
  PowerDNS: {
    key: /REFUSED.*key's name, algorithm and secret/,
    secret: /REFUSED.*key's name, algorithm and secret/,
    closed: /REFUSED/,
    zone: /NOTAUTH/,
    clock: false,
  },
} as const;
const kinds = [bind, knot, powerDns];
for (const kind of kinds)
  if (!isInstalled(kind.program))
    console.warn(`skipped: ${kind.name} (${kind.program}) is not installed`);

describe.each(kinds.filter(({ program }) => isInstalled(program)))('$name', (kind) => {
  const no = noes[kind.name];
  let server: ForeignServer;
  beforeAll(async () => {
    server = await startForeign(kind, LINES);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });
  const reach = (changes: Partial<UpdateDnsOptions> = {}) =>
    createUpdateDns({ ...optionsFor(server.port), ...changes });
  const dig = ({ hostname }: PairPlatform, type = 'A') => answersOfDig(server.port, hostname, type);

  test('a name turns, turns again without harm, and comes back', async () => {
    const dns = reach();
    expect(await dig(plain)).toEqual([ORIGIN]);
    for (const [share, address] of [
      [1, MIRROR],
      [1, MIRROR],
      [0, ORIGIN],
      [0, ORIGIN],
    ] as const) {
      const change = await dns.setShare(plain.id, share);
      expect(await dns.changeState(change)).toBe('insync');
      expect(await dig(plain)).toEqual([address]);
      const [seen] = await dns.askAuthorities(plain.id, 2);
      expect(seen).toMatchObject({ type: 'A', answers: [address], mirrorShare: share });
    }
    expect(await ttlOfDig(server.port, plain.hostname, 'A')).toBe(60);
  });

  test('every type turns in one message, from a state between both too; other types stay', async () => {
    const dns = reach();
    await dns.setShare(full.id, 1);
    expect(await dig(full)).toEqual([MIRROR]);
    expect(await dig(full, 'AAAA')).toEqual(['2001:db8::10']);
    expect(await dig(full, 'TYPE65')).toEqual(['1 . alpn="h3,h2" port=8443']);
    const back = await dns.setShare(full.id, 0);
    expect(await dns.changeState(back)).toBe('insync');
    expect(await dig(full)).toEqual([ORIGIN, '127.0.0.2']);
    expect(await dig(full, 'AAAA')).toEqual(['2001:db8::1']);
    expect(await dig(full, 'TYPE65')).toEqual(['1 . alpn="h2" ipv6hint=2001:db8::1']);
    expect(await dig(full, 'TXT')).toEqual(['"a note of the owner"']);
  });

  test('a name that is published as a CNAME turns to the mirror’s own name', async () => {
    const dns = reach();
    const change = await dns.setShare(byName.id, 1);
    expect(await dns.changeState(change)).toBe('insync');
    expect(await dig(byName, 'CNAME')).toEqual([`${byName.mirror?.ownName}.`]);
    await dns.setShare(byName.id, 0);
    expect(await dig(byName, 'CNAME')).toEqual(['hoster.example.']);
  });

  test('a name that is not there yet is put', async () => {
    const dns = reach();
    expect(await dns.changeState(await dns.setShare(fresh.id, 0))).toBe('insync');
    expect(await dig(fresh)).toEqual([ORIGIN]);
  });

  test('a record of somebody else is left alone, and told', async () => {
    const dns = reach();
    for (const platform of [foreign, alias]) {
      const before = [await dig(platform), await dig(platform, 'CNAME')];
      const told = platform === foreign ? /A 192\.0\.2\.99: nothing/ : /CNAME elsewhere\.example/;
      await expect(dns.setShare(platform.id, 1)).rejects.toEqual(refusal(told));
      await expect(dns.setHold(platform.id, true)).rejects.toEqual(refusal(told));
      expect([await dig(platform), await dig(platform, 'CNAME')]).toEqual(before);
    }
  });

  test('a record that somebody adds beside the origin’s is no longer Préau’s to replace', async () => {
    const [first] = many;
    if (first === undefined) throw new Error('none');
    const dns = reach();
    await byHand(server.port, `add ${first.hostname} 30 A 192.0.2.7`);
    await expect(dns.setShare(first.id, 1)).rejects.toEqual(refusal(/A 192\.0\.2\.7/));
    expect(await dig(first)).toEqual([ORIGIN, '192.0.2.7'].toSorted());
    await byHand(server.port, `del ${first.hostname} A 192.0.2.7`);
    await dns.setShare(first.id, 1);
    expect(await dig(first)).toEqual([MIRROR]);
    await dns.setShare(first.id, 0);
  });

  test('a hundred names turn at once, and come back', async () => {
    const dns = reach();
    for (const [share, address] of [
      [1, MIRROR],
      [0, ORIGIN],
    ] as const) {
      const changes = await Promise.all(many.map(({ id }) => dns.setShare(id, share)));
      const states = await Promise.all(changes.map((change) => dns.changeState(change)));
      expect(new Set(states)).toEqual(new Set(['insync']));
      const names = many.map(({ hostname }) => hostname);
      expect(await answersOfDig(server.port, names, 'A')).toEqual(names.map(() => address));
    }
  });

  test('a key that the server does not know, or knows otherwise, is refused by name', async () => {
    const unknown = reach({ key: { ...KEY, name: 'autre.cle' } });
    await expect(unknown.setShare(plain.id, 1)).rejects.toEqual(refusal(no.key));
    const wrong = reach({ key: { ...KEY, secret: SECRET.toReversed() } });
    await expect(wrong.setShare(plain.id, 1)).rejects.toEqual(refusal(no.secret));
    expect(await dig(plain)).toEqual([ORIGIN]);
  });

  test('a zone that the key may not update, and one that the server has not, are refused', async () => {
    const dns = reach();
    await expect(dns.setShare(closed.id, 1)).rejects.toEqual(refusal(no.closed));
    await expect(dns.setShare(elsewhere.id, 1)).rejects.toEqual(refusal(no.zone));
    expect(await dig(closed)).toEqual([ORIGIN]);
  });

  test('a clock that is 30 s off works; one that is 10 minutes off is told, with how far', async () => {
    for (const offSec of [-30, 30]) {
      const dns = reach({ now: () => Date.now() + offSec * 1_000 });
      expect(await dns.changeState(await dns.setShare(plain.id, 0))).toBe('insync');
    }
    for (const [offSec, where] of [
      [-600, 'ahead of'],
      [600, 'behind'],
    ] as const) {
      const dns = reach({ now: () => Date.now() + offSec * 1_000 });
      const told = new RegExp(`BADTIME.* (599|600|601) s ${where}`);
      await expect(dns.setShare(plain.id, 1)).rejects.toEqual(
        no.clock ? refusal(told, true) : refusal(/REFUSED.*both clocks/),
      );
    }
    expect(await dig(plain)).toEqual([ORIGIN]);
  });

  test('a trial changes nothing, not even the serial, and tells what would be refused', async () => {
    const serial = () => answersOfDig(server.port, ZONE, 'SOA');
    const before = await serial();
    const own = reach({ platforms: [plain, full, byName, ...many.slice(0, 5)] });
    expect(await own.tryUpdates()).toEqual([]);
    const all = await reach().tryUpdates();
    expect(all).toHaveLength(2);
    expect(all[0]?.why).toMatch(no.closed);
    expect(all[1]?.why).toMatch(no.zone);
    const [wrong] = await reach({ key: { ...KEY, secret: SECRET.toReversed() } }).tryUpdates();
    expect(wrong?.why).toMatch(no.secret);
    expect(await serial()).toEqual(before);
    expect(await dig(plain)).toEqual([ORIGIN]);
  });

  test('names that gather with somebody else’s turn all the same, but for that one', async () => {
    const dns = reach();
    const ends = await Promise.allSettled(
      [plain, foreign, ...many.slice(0, 8)].map(({ id }) => dns.setShare(id, 1)),
    );
    expect(ends.map(({ status }) => status).indexOf('rejected')).toBe(1);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(9);
    expect(await dig(foreign)).toEqual(['192.0.2.99']);
    await Promise.all([plain, ...many.slice(0, 8)].map(({ id }) => dns.setShare(id, 0)));
    expect(await dig(plain)).toEqual([ORIGIN]);
  });

  test('the zone’s own name servers are found at the primary', async () => {
    // On port 53, where nothing of this test listens: that they were asked is told by who did not answer.
    const { authorities: _listed, ...options } = optionsFor(server.port);
    const dns = createUpdateDns(options);
    await expect(dns.askAuthorities(plain.id, 1)).rejects.toThrow(/127\.0\.0\.1 port 53/);
  });
});

describe.each(kinds.filter(({ program }) => isInstalled(program)))('$name, killed', (kind) => {
  test('is told as something to try again, at once for all that wait', async () => {
    await using server = await startForeign(kind, LINES);
    const dns = createUpdateDns(optionsFor(server.port));
    const change = await dns.setShare(plain.id, 1);
    server.process.kill('SIGKILL');
    await once(server.process, 'exit');
    const unreachable = { code: 'dns-unreachable', retryable: true };
    await expect(dns.setHold(plain.id, true)).rejects.toMatchObject(unreachable);
    await expect(dns.setShare(plain.id, 0)).rejects.toMatchObject(unreachable);
    await expect(dns.changeState(change)).rejects.toMatchObject(unreachable);
    await expect(dns.askAuthorities(plain.id, 1)).rejects.toMatchObject(unreachable);
  });
});

const NSUPDATE = 'nsupdate';

/** As an administrator would, with BIND's own tool. */
async function byHand(port: number, command: string): Promise<void> {
  const key = `${KEY.algorithm}:${KEY.name}:${SECRET.toString('base64')}`;
  const child = execFile(NSUPDATE, ['-v', '-y', key]);
  child.stdin?.end(`server 127.0.0.1 ${port}\nzone ${ZONE}\nupdate ${command}\nsend\n`);
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`nsupdate ended with ${code}`);
}
