import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createUpdateDns } from '../../adapters/local/rfc2136/dns.ts';
import type { PairPlatform } from '../../core/shelter/weighted-pair.ts';
import { bind } from '../fixtures/name-servers/bind.ts';
import { answersOfDig } from '../fixtures/name-servers/dig.ts';
import {
  isInstalled,
  KEY,
  SECRET,
  type ServerKind,
  startForeign,
} from '../fixtures/name-servers/foreign-server.ts';
import { knot } from '../fixtures/name-servers/knot.ts';
import { powerDns } from '../fixtures/name-servers/power-dns.ts';
import { aPlatform, MIRROR, ORIGIN } from '../home/names/names-fixture.ts';

// Goal: the examples of docs/name-servers.md let Préau turn the name that they are for, and no other.
// Method: the files as they ship, but for paths, ports and secrets, run by the servers themselves.

const KEY_NAME = 'preau.region.example';
const secret = SECRET.toString('base64');
const example = (file: string) =>
  readFile(new URL(`../../examples/name-servers/${file}`, import.meta.url), 'utf8');

/** Replace what an example leaves to its reader; a text that is no longer there is a fault. */
const filled = (text: string, changes: readonly (readonly [string, string])[]): string =>
  changes.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`the example has no ${from}`);
    return before.replaceAll(from, to);
  }, text);

const examples: readonly ServerKind[] = [
  {
    ...bind,
    async prepare(folder, port, zone, zones) {
      const started = await bind.prepare(folder, port, zone, zones);
      const key = `key "${KEY_NAME}" { algorithm hmac-sha256; secret "${secret}"; };`;
      const options = `options { directory "${folder}"; listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; }; pid-file none; session-keyfile none; recursion no; dnssec-validation no; }; controls { };`;
      const text = filled(await example('named.conf'), [
        ['include "/etc/bind/preau.key";', key],
        ['/var/lib/bind/region.example.zone', join(folder, 'open.zone')],
      ]);
      await writeFile(join(folder, 'named.conf'), `${options}\n${text}`);
      return started;
    },
  },
  {
    ...knot,
    async prepare(folder, port, zone, zones) {
      const started = await knot.prepare(folder, port, zone, zones);
      const server = `server:\n  rundir: "${folder}"\n  listen: 127.0.0.1@${port}\ndatabase:\n  storage: "${folder}/db"\n  journal-db-max-size: 32M\n`;
      const text = filled(await example('knot.conf'), [
        ['REPLACE_WITH_THE_SECRET', secret],
        ['/var/lib/knot/region.example.zone', join(folder, 'open.zone')],
      ]);
      await writeFile(join(folder, 'knot.conf'), `${server}${text}`);
      return started;
    },
  },
  {
    ...powerDns,
    async prepare(folder, port, zone, zones) {
      const started = await powerDns.prepare(folder, port, zone, zones, KEY_NAME);
      const text = filled(await example('pdns.conf'), [['192.0.2.20/32', '127.0.0.0/8']]);
      const file = join(folder, 'pdns.conf');
      const own = (await readFile(file, 'utf8'))
        .split('\n')
        .filter((line) => !/^(dnsupdate|allow-dnsupdate|cache-ttl|query-cache)/.test(line));
      await writeFile(file, `${own.join('\n')}\n${text}`);
      return started;
    },
  },
];

for (const { name, program } of examples)
  if (!isInstalled(program)) console.warn(`skipped: ${name} (${program}) is not installed`);

describe.each(examples.filter(({ program }) => isInstalled(program)))('$name', (kind) => {
  test('as the example has it, its key turns the platform’s name, and at BIND and Knot no other', async () => {
    const lines = [`ent 30 IN A ${ORIGIN}`, `intranet 30 IN A ${ORIGIN}`];
    await using server = await startForeign(kind, lines, ['region.example', 'autre.example']);
    const at = (name: string): PairPlatform => ({
      ...aPlatform(name, 1),
      hostname: `${name}.region.example`,
    });
    const [ent, intranet] = [at('ent'), at('intranet')];
    const here = { address: '127.0.0.1', port: server.port };
    const dns = createUpdateDns({
      platforms: [ent, intranet],
      server: here,
      authorities: [here],
      zones: ['region.example'],
      key: { ...KEY, name: KEY_NAME },
      ttlSec: 30,
    });
    expect(await dns.tryUpdates()).toHaveLength(kind.name === 'PowerDNS' ? 0 : 1);
    expect(await dns.changeState(await dns.setShare(ent.id, 1))).toBe('insync');
    expect(await answersOfDig(server.port, ent.hostname, 'A')).toEqual([MIRROR]);
    await dns.setShare(ent.id, 0);
    expect(await answersOfDig(server.port, ent.hostname, 'A')).toEqual([ORIGIN]);
    const other = await dns.setShare(intranet.id, 1).then(
      () => 'turned',
      (error: unknown) => (error instanceof Error ? error.message : ''),
    );
    expect(other).toMatch(kind.name === 'PowerDNS' ? /^turned$/ : /REFUSED|BADKEY/);
  });
});
