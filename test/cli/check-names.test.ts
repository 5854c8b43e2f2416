import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkNames } from '../../cli/check-names.ts';
import { readServerOption } from '../../cli/check-server-option.ts';
import { readConfig } from '../../config/read-config.ts';
import { namesSpecOf } from '../../home/names/spec-of-config.ts';
import { startNames } from '../../home/names/start-names.ts';
import { aConfig } from '../config/a-config.ts';
import { bind } from '../fixtures/name-servers/bind.ts';
import { isInstalled, startForeign } from '../fixtures/name-servers/foreign-server.ts';
import { type } from './a-terminal.ts';

// Goal: `preau check --names` refuses, at its place and with its remedy, whatever the protected names
// publish that would not turn; and changes nothing. Method: BIND with records of each kind, and the
// embedded name server with the configuration's own, both on loopback.

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-check-names-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const ZONE = {
  'names.zones': [{ name: 'ecole.example', nameServers: ['ns1.ecole.example'] }],
  'platforms.0.hostname': 'ent.ecole.example',
  'platforms.0.origin.host': 'origine.ecole.example',
  'platforms.0.mirror.ownName': 'secours.ecole.example',
};
const CNAME = { 'platforms.0.origin.cname': 'ent.hoster.example' };
const HTTPS = {
  'platforms.0.origin.https': '1 . alpn="h2,h3"',
  'platforms.0.mirror.https': '1 . alpn="h2"',
};

function write(changes: Readonly<Record<string, unknown>>): string {
  const file = join(folder, 'preau.yaml');
  writeFileSync(file, aConfig({ ...ZONE, ...changes }));
  return file;
}

interface Told {
  readonly ok: boolean;
  readonly problems?: readonly { readonly code: string; readonly path: string; got: string }[];
  readonly names?: readonly object[];
  readonly plans?: readonly { readonly state: string }[];
}

async function check(
  port: number,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Told & { readonly exitCode: number; readonly found: readonly string[] }> {
  const asked = ['--names', '--server', `127.0.0.1:${port}`, '--json'];
  const { out, exitCode } = await type(['check', write(changes), ...asked]);
  const told = JSON.parse(out) as Told;
  const found = (told.problems ?? []).map(({ code, path, got }) => `${code} ${path} ${got}`);
  return { ...told, exitCode, found };
}

const A = 'ent 30 IN A 192.0.2.10';

describe.skipIf(!isInstalled('named'))('against BIND (skipped where it is not installed)', () => {
  test.each<[string, readonly string[], Readonly<Record<string, unknown>>, readonly string[]]>([
    ['the origin by its address', [A], {}, []],
    ['the mirror, while it shelters', ['ent 30 IN A 198.51.100.10'], {}, []],
    ['the origin by its CNAME', ['ent 30 IN CNAME ent.hoster.example.'], CNAME, []],
    ['its HTTPS record, in any spelling', [A, 'ent 30 IN HTTPS 1 . alpn=h2,h3'], HTTPS, []],
    ['no HTTPS record yet', [A], HTTPS, []],
    ['nothing at all', [], {}, ['name-absent platforms[0].hostname ent.ecole.example']],
    [
      'a long TTL',
      ['ent 3600 IN A 192.0.2.10'],
      {},
      ['name-ttl-long platforms[0].hostname 3600 s'],
    ],
    [
      'a forgotten AAAA and HTTPS record',
      [A, 'ent 30 IN AAAA 2001:db8::10', 'ent 30 IN HTTPS 1 . alpn=h2'],
      {},
      [
        'name-publishes-https platforms[0].origin.https 1 . alpn="h2"',
        'name-publishes-address platforms[0].origin.addresses 2001:db8::10',
      ],
    ],
    [
      'a forgotten CNAME',
      ['ent 30 IN CNAME autre.ecole.example.', 'autre 30 IN A 192.0.2.10'],
      {},
      ['name-publishes-cname platforms[0].origin.cname autre.ecole.example'],
    ],
    [
      'addresses in the place of a CNAME',
      [A],
      CNAME,
      ['name-not-cname platforms[0].origin.cname 192.0.2.10'],
    ],
    [
      'an address somewhere else',
      ['ent 30 IN A 203.0.113.99'],
      {},
      ['name-elsewhere platforms[0].origin.addresses 203.0.113.99'],
    ],
    [
      'a CNAME to somewhere else',
      ['ent 30 IN CNAME elsewhere.example.'],
      CNAME,
      ['name-elsewhere platforms[0].origin.cname elsewhere.example'],
    ],
    [
      'an origin that follows the name that it is behind',
      [A, 'origine 30 IN CNAME pas.ecole.example.', 'pas 30 IN CNAME ent.ecole.example.'],
      {},
      ['origin-follows-protected platforms[0].origin.host origine.ecole.example'],
    ],
  ])('a name that publishes %s', async (_name, lines, changes, expected) => {
    await using server = await startForeign(bind, lines);
    const { found, exitCode, ok } = await check(server.port, changes);
    expect(found).toEqual(expected);
    expect({ exitCode, ok }).toEqual(
      expected.length === 0 ? { exitCode: 0, ok: true } : { exitCode: 3, ok: false },
    );
  });

  test('shows every problem at once with its line, and the adoption plan', async () => {
    await using server = await startForeign(bind, [
      'ent 600 IN A 203.0.113.99',
      'ent 600 IN HTTPS 1 .',
    ]);
    const file = write({});
    const asked = ['check', file, '--names', '--server', `127.0.0.1:${server.port}`];
    const { out, exitCode } = await type(asked);
    expect(exitCode).toBe(3);
    expect(out).toContain(`${file} : 4 problèmes`);
    expect(out).toMatch(/preau\.yaml:\d+:\d+ {2}platforms\[0\]\.origin\.addresses/);
    expect(out).toContain('Plan d’adoption');
    expect(out).toContain('A répond 203.0.113.99, la configuration dit 192.0.2.10');
    expect(out).toContain('- A 203.0.113.99, TTL 600 s');
    expect(out).toContain('+ A mirror poids 0 198.51.100.10');
    const english = await type([...asked, '--lang', 'en']);
    expect(english.out).toContain('Adoption plan: what "preau adopt" would do');
    expect(english.out).toContain('a TTL of 60 seconds at most (A, 127.0.0.1');
    // Nothing was overwritten.
    expect((await check(server.port)).found).toContain(
      'name-elsewhere platforms[0].origin.addresses 203.0.113.99',
    );
  });

  test('a server of another zone is told from one that lacks the name', async () => {
    await using server = await startForeign(bind, [A]);
    const elsewhere = {
      ...ZONE,
      'names.zones.0.name': 'autre.example',
      'platforms.0.hostname': 'ent.autre.example',
    };
    const { found } = await check(server.port, elsewhere);
    expect(found).toEqual(['name-unserved platforms[0].hostname ent.autre.example']);
  });
});

describe('against the embedded name server', () => {
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['addresses', {}, 'A'],
    ['a CNAME', CNAME, 'CNAME'],
    ['addresses and HTTPS', HTTPS, 'A, HTTPS'],
  ])('what it publishes of a configuration by %s is right', async (_name, changes, types) => {
    const read = readConfig(aConfig({ ...ZONE, ...changes }));
    if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
    const data = await mkdtemp(join(tmpdir(), 'preau-check-server-'));
    const pace = { checkIntervalMs: 60_000, checkTimeoutMs: 1_000, failureThreshold: 3 };
    const names = await startNames({ ...namesSpecOf(read.config, data, pace), dnsPort: 0 });
    try {
      const { exitCode, found } = await check(names.dnsPort, changes);
      expect({ exitCode, found }).toEqual({ exitCode: 0, found: [] });
      const asked = ['--names', '--server', `127.0.0.1:${names.dnsPort}`];
      const { out } = await type(['check', write(changes), ...asked]);
      expect(out).toContain(`ent.ecole.example  ${types}  (127.0.0.1:${names.dnsPort})`);
    } finally {
      await names.stop();
      await rm(data, { recursive: true, force: true });
    }
  });
});

describe('without an answer', () => {
  test('a silent server is a problem of every name', async () => {
    const { found, exitCode } = await check(1);
    expect(exitCode).toBe(3);
    expect(found).toEqual(['name-server-silent platforms[0].hostname ent.ecole.example']);
  });

  test('a name whose servers DNS does not tell is a problem, and hides no other', async () => {
    const read = readConfig(aConfig(ZONE));
    if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
    const serversOf = async (name: string) => {
      if (name.startsWith('origine')) return [];
      throw new Error('no delegation');
    };
    const { findings, names } = await checkNames(read.config, undefined, { serversOf });
    expect(findings.map(({ code }) => code)).toEqual(['name-authority-unknown']);
    expect(names).toEqual([]);
  });

  test('nobody is asked unless it is asked for', async () => {
    const { exitCode, out } = await type(['check', write({}), '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).not.toHaveProperty('names');
    const alone = await type(['check', write({}), '--server', '127.0.0.1']);
    expect(alone.exitCode).toBe(2);
    expect(alone.err).toContain('--names');
  });

  test.each([
    ['192.0.2.53', '192.0.2.53', 53],
    ['192.0.2.53:5353', '192.0.2.53', 5_353],
    ['2001:db8::53', '2001:db8::53', 53],
    ['[2001:db8::53]:5353', '2001:db8::53', 5_353],
  ])('%s is a server', (typed, address, port) => {
    expect(readServerOption(typed)).toEqual({ address, port });
  });

  test.each(['', 'ns1.example', '192.0.2.53:0', '192.0.2.53:70000', '[192.0.2.53]:53', '::1:x'])(
    '%j is none',
    (typed) => {
      expect(() => readServerOption(typed)).toThrow('Expected the IP address of a name server');
    },
  );
});
