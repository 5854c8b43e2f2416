import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PATH } from './behaviour.ts';
import { freePort } from './free-port.ts';
import { startPeer, versionOf } from './peer-process.ts';
import type { Scenery } from './scenery.ts';
import type { System } from './system.ts';

/** How often it checks; null leaves its own defaults, every 5 s with 2 s to answer. */
export interface PowerDnsPace {
  readonly intervalSec: number | null;
  readonly timeoutSec: number | null;
}

/**
 * PowerDNS with a LUA record `ifurlup` per name: origin while its URL answers, else mirror.
 *
 * Version 4.7 takes one failed check for a fall, and knows no other count. A name is checked from
 * its first question on.
 *
 * @see https://doc.powerdns.com/authoritative/lua-records/functions.html
 */
export const powerDns = (name: string, pace: PowerDnsPace): System => ({
  name,
  settings:
    pace.intervalSec === null
      ? '`ifurlup` as it comes: every 5 s, one failure, new connections, HTTP'
      : `\`ifurlup\`: every ${pace.intervalSec} s (its minimum), timeout ${pace.timeoutSec} s, ` +
        'one failure (no other count in 4.7), new connections, HTTP',
  probeBudgetMs: ((pace.intervalSec ?? 5) + (pace.timeoutSec ?? 2)) * 1_000,
  version: () => versionOf('pdns_server', ['--version'], /Server (\S+)/),
  async start(scenery, folder, leftovers) {
    await mkdir(folder, { recursive: true });
    const dnsPort = await freePort();
    await writeFile(join(folder, 'zone'), zoneText(scenery, pace));
    await writeFile(
      join(folder, 'named.conf'),
      `zone "${scenery.zone}" { type master; file "${join(folder, 'zone')}"; };\n`,
    );
    await writeFile(join(folder, 'pdns.conf'), configText(folder, dnsPort, pace));
    return startPeer(
      {
        program: 'pdns_server',
        args: [
          `--config-dir=${folder}`,
          '--daemon=no',
          '--guardian=no',
          '--disable-syslog',
          '--write-pid=no',
        ],
        dnsPort,
        probe: `${scenery.watched[0]?.id}.${scenery.zone}`,
        logFile: join(folder, 'log'),
      },
      leftovers,
    );
  },
});

const configText = (folder: string, port: number, { intervalSec }: PowerDnsPace): string =>
  [
    'launch=bind',
    `bind-config=${join(folder, 'named.conf')}`,
    'local-address=127.0.0.1',
    `local-port=${port}`,
    `socket-dir=${folder}`,
    'enable-lua-records=yes',
    // Set both, or an answer of before is given for as long as it was cached.
    'cache-ttl=0',
    'query-cache-ttl=0',
    ...(intervalSec === null ? [] : [`lua-health-checks-interval=${intervalSec}`]),
    '',
  ].join('\n');

const zoneText = (scenery: Scenery, pace: PowerDnsPace): string =>
  [
    `$ORIGIN ${scenery.zone}.`,
    '@ 5 IN SOA ns1 hostmaster 1 3600 600 86400 5',
    '@ 5 IN NS ns1',
    'ns1 5 IN A 127.0.0.1',
    ...scenery.watched.map(
      ({ id, origin, mirror }) =>
        `${id} ${scenery.ttlSec} IN LUA A "ifurlup('http://origin.test:${scenery.httpPort}${PATH}', ` +
        `{{'${origin}'},{'${mirror}'}}${pace.timeoutSec === null ? '' : `, {timeout=${pace.timeoutSec}}`})"`,
    ),
    '',
  ].join('\n');
