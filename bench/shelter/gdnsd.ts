import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PATH } from './behaviour.ts';
import { freePort } from './free-port.ts';
import { startPeer, versionOf } from './peer-process.ts';
import type { Scenery } from './scenery.ts';
import type { System } from './system.ts';

/** Its thresholds; null leaves its own defaults: every 10 s, 10 failures down, 20 successes up. */
export interface GdnsdPace {
  readonly intervalSec: number;
  readonly timeoutSec: number;
  readonly count: number;
}

/**
 * gdnsd with `http_status` and `simplefo`: the primary while its URL answers, else the secondary.
 *
 * Its interval is 2 s at the least (its man page says 1, its program refuses that), and it gives no
 * TTL below 5 s with answers that health decides.
 *
 * @see https://github.com/gdnsd/gdnsd/blob/main/docs/gdnsd-plugin-simplefo.podin
 */
export const gdnsd = (name: string, pace: GdnsdPace | null): System => ({
  name,
  settings:
    pace === null
      ? '`http_status` as it comes: every 10 s, 10 failures, 20 successes, new connections, HTTP'
      : `\`http_status\`: every ${pace.intervalSec} s (its minimum), timeout ${pace.timeoutSec} s, ` +
        `up, ok and down after ${pace.count}, new connections, HTTP`,
  probeBudgetMs: pace === null ? 105_000 : (pace.intervalSec + pace.timeoutSec) * 1_000,
  version: () => versionOf('gdnsd', ['-?'], /version (\S+)/),
  async start(scenery, folder, leftovers) {
    const dnsPort = await freePort();
    for (const part of ['zones', 'run', 'state'])
      await mkdir(join(folder, part), { recursive: true });
    await writeFile(join(folder, 'config'), configText(scenery, folder, dnsPort, pace));
    await writeFile(join(folder, 'zones', scenery.zone), zoneText(scenery));
    return startPeer(
      {
        program: 'gdnsd',
        args: ['-c', folder, 'start'],
        dnsPort,
        probe: `${scenery.watched[0]?.id}.${scenery.zone}`,
        logFile: join(folder, 'log'),
      },
      leftovers,
    );
  },
});

const configText = (
  { httpPort, watched }: Scenery,
  folder: string,
  port: number,
  pace: GdnsdPace | null,
): string => `
options => {
  listen => [ 127.0.0.1:${port} ],
  run_dir => "${join(folder, 'run')}", state_dir => "${join(folder, 'state')}",
}
service_types => { lesson => {
  plugin => http_status, port => ${httpPort}, url_path => ${PATH}, vhost => origin.test, ok_codes => [ 200 ],
  ${
    pace === null
      ? ''
      : `interval => ${pace.intervalSec}, timeout => ${pace.timeoutSec},
  up_thresh => ${pace.count}, ok_thresh => ${pace.count}, down_thresh => ${pace.count},`
  }
} }
plugins => { simplefo => {
  service_types => lesson
${watched.map(({ id, origin, mirror }) => `  ${id} => { primary => ${origin}, secondary => ${mirror} }`).join('\n')}
} }
`;

const zoneText = ({ watched, ttlSec }: Scenery): string =>
  [
    '@ 5 IN SOA ns1 hostmaster 1 3600 600 86400 5',
    '@ 5 IN NS ns1',
    'ns1 5 IN A 127.0.0.1',
    ...watched.map(({ id }) => `${id} ${ttlSec} IN DYNA simplefo!${id}`),
    '',
  ].join('\n');
