import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { startPeer, versionOf } from './peer-process.ts';
import type { System } from './system.ts';

/** Knot DNS with plain records: how fast a name server in C answers, without any health. */
export const knot: System = {
  name: 'Knot',
  settings: 'plain A records, one UDP worker',
  probeBudgetMs: 0,
  version: () => versionOf('knotd', ['-V'], /version (\S+)/),
  async start({ zone, watched, ttlSec }, folder, leftovers) {
    await mkdir(folder, { recursive: true });
    const dnsPort = await freePort();
    const zoneFile = join(folder, 'zone');
    await writeFile(
      zoneFile,
      [
        `$ORIGIN ${zone}.`,
        '@ 5 IN SOA ns1 hostmaster 1 3600 600 86400 5',
        '@ 5 IN NS ns1',
        'ns1 5 IN A 127.0.0.1',
        ...watched.map(({ id, origin }) => `${id} ${ttlSec} IN A ${origin}`),
        '',
      ].join('\n'),
    );
    const config = join(folder, 'knot.conf');
    await writeFile(
      config,
      `server:
  rundir: ${folder}
  listen: 127.0.0.1@${dnsPort}
  udp-workers: 1
  tcp-workers: 1
  background-workers: 1
database:
  storage: ${folder}
zone:
  - domain: ${zone}
    file: ${zoneFile}
    zonefile-sync: -1
    journal-content: none
`,
    );
    return startPeer(
      {
        program: 'knotd',
        args: ['-c', config],
        dnsPort,
        probe: `${watched[0]?.id}.${zone}`,
        logFile: join(folder, 'log'),
      },
      leftovers,
    );
  },
};
