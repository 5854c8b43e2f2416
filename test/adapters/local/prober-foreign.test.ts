// Goal: probes read the answers of name servers that were not written here. Method: BIND, Knot and
// PowerDNS as Debian has them, each with one zone, on loopback; skipped where they are not installed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askName } from '../../../adapters/local/probe/ask-name.ts';
import { bind } from '../../fixtures/name-servers/bind.ts';
import {
  type ForeignServer,
  isInstalled,
  startForeign,
  ZONE,
} from '../../fixtures/name-servers/foreign-server.ts';
import { knot } from '../../fixtures/name-servers/knot.ts';
import { powerDns } from '../../fixtures/name-servers/power-dns.ts';

const MANY = Array.from({ length: 40 }, (_, n) => `beaucoup IN A 127.0.1.${n + 1}`);
/** More than 1,232 bytes hold, and less than the hundred that BIND takes. */
const TOO_MANY = Array.from({ length: 90 }, (_, n) => `trop IN A 127.0.2.${n + 1}`);
const LINES = [
  'origine IN A 127.0.0.1',
  'six IN AAAA 2001:db8::6',
  'alias IN CNAME relais',
  'relais IN CNAME origine',
  'dehors IN CNAME ent.hoster.example.',
  'texte IN TXT "rien"',
  ...MANY,
  ...TOO_MANY,
];

describe.each([bind, knot, powerDns])('$name', (kind) => {
  const installed = isInstalled(kind.program);
  if (!installed) console.warn(`${kind.name}: skipped, ${kind.program} is not installed`);
  let server: ForeignServer | undefined;
  beforeAll(async () => {
    if (installed) server = await startForeign(kind, LINES);
  }, 20_000);
  afterAll(async () => server?.[Symbol.asyncDispose]());

  const ask = (name: string) =>
    askName({ address: '127.0.0.1', port: server?.port ?? 0 }, name, { timeoutMs: 2_000 });

  it.skipIf(!installed)('is understood when it has addresses', async () => {
    expect(await ask(`origine.${ZONE}`)).toEqual({ addresses: ['127.0.0.1'] });
    expect(await ask(`ORIGINE.${ZONE}`)).toEqual({ addresses: ['127.0.0.1'] });
    expect(await ask(`six.${ZONE}`)).toEqual({ addresses: ['2001:db8::6'] });
  });

  it.skipIf(!installed)('is followed along its aliases, and out of its zone', async () => {
    expect(await ask(`alias.${ZONE}`)).toEqual({ addresses: ['127.0.0.1'] });
    expect(await ask(`dehors.${ZONE}`)).toEqual({ addresses: [], alias: 'ent.hoster.example' });
  });

  it.skipIf(!installed)('is asked by TCP for what UDP cuts off', async () => {
    const { addresses } = await ask(`trop.${ZONE}`);
    expect(addresses).toHaveLength(16);
  });

  it.skipIf(!installed)('is believed for sixteen addresses of forty', async () => {
    const { addresses } = await ask(`beaucoup.${ZONE}`);
    expect(addresses).toHaveLength(16);
  });

  it.skipIf(!installed)('fails each in its own way', async () => {
    const failure = (kindOf: string) => ({ failure: { stage: 'dns', kind: kindOf } });
    await expect(ask(`absent.${ZONE}`)).rejects.toMatchObject(failure('dns-nxdomain'));
    await expect(ask(`texte.${ZONE}`)).rejects.toMatchObject(failure('dns-nxdomain'));
    await expect(ask('ailleurs.example')).rejects.toMatchObject(failure('dns-servfail'));
  });
});
