import { mkdir } from 'node:fs/promises';
import {
  type ChangeAction,
  ChangeResourceRecordSetsCommand,
  ListHostedZonesByNameCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { spawnNames, stopNames } from '../../home/names/names-process.ts';
import { type DnsClient, openDnsClient } from './dns-client.ts';
import type { Leftovers } from './leftovers.ts';
import { ZONE } from './scenery.ts';

/** Route 53 takes 1,000 changes in a call, and an UPSERT counts twice. */
const NAMES = 500;
const [BEFORE, AFTER] = ['127.0.0.1', '127.0.0.10'];
const GIVE_UP_MS = 10_000;
const ORPHANED_MS = 600_000;
/** Questions under way. Chosen: their packets fit a socket's default buffer of 212 kB. */
const AT_ONCE = 50;

/**
 * Turn 500 names by one call of AWS's own client to the embedded Route 53.
 *
 * The names have one plain record each: what is timed is the call, its XML, the change and the
 * answers, the same as for a pair.
 *
 * @returns from the call to the last name's new answer, in milliseconds, for each run
 */
export async function turnAll(
  runs: number,
  folder: string,
  leftovers: Leftovers,
): Promise<readonly number[]> {
  await mkdir(folder, { recursive: true });
  const names = await spawnNames({
    dataFolder: folder,
    listenAddress: '127.0.0.1',
    dnsPort: 0,
    controlPort: 0,
    checkIntervalMs: 10_000,
    checkTimeoutMs: 4_000,
    failureThreshold: 3,
    ttlSec: 5,
    zones: [{ name: ZONE, ns: [`ns1.${ZONE}`] }],
    platforms: [],
    stopAfterOrphanedMs: ORPHANED_MS,
  });
  leftovers.pids.add(names.pid);
  const client = await openDnsClient(names.dnsPort);
  const route53 = new Route53Client({
    endpoint: `http://127.0.0.1:${names.controlPort}`,
    region: 'eu-west-3',
    credentials: { accessKeyId: names.token, secretAccessKey: 'not checked' },
  });
  try {
    const listed = await route53.send(new ListHostedZonesByNameCommand({ DNSName: ZONE }));
    const zone = listed.HostedZones?.[0]?.Id ?? '';
    await pointAll(route53, zone, 'CREATE', BEFORE);
    await untilAll(client, BEFORE);
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const address = run % 2 === 0 ? AFTER : BEFORE;
      const from = performance.now();
      await pointAll(route53, zone, 'UPSERT', address);
      await untilAll(client, address);
      times.push(performance.now() - from);
    }
    return times;
  } finally {
    route53.destroy();
    client.close();
    await stopNames(folder);
    leftovers.pids.delete(names.pid);
  }
}

async function pointAll(
  route53: Route53Client,
  zone: string,
  action: ChangeAction,
  address: string,
): Promise<void> {
  await route53.send(
    new ChangeResourceRecordSetsCommand({
      HostedZoneId: zone,
      ChangeBatch: {
        Changes: Array.from({ length: NAMES }, (_, index) => ({
          Action: action,
          ResourceRecordSet: {
            Name: `n${index}.${ZONE}`,
            Type: 'A',
            TTL: 5,
            ResourceRecords: [{ Value: address }],
          },
        })),
      },
    }),
  );
}

/**
 * Ask those that have not turned yet, until none is left. Some at a time: a burst of 500 would
 * overflow the sockets' buffers, and a lost question is asked again only after a second.
 */
async function untilAll(client: DnsClient, address: string): Promise<void> {
  const deadline = performance.now() + GIVE_UP_MS;
  let left = Array.from({ length: NAMES }, (_, index) => `n${index}.${ZONE}`);
  while (left.length > 0) {
    if (performance.now() > deadline) throw new Error(`${left.length} names never turned`);
    const still: string[] = [];
    for (let from = 0; from < left.length; from += AT_ONCE) {
      const some = left.slice(from, from + AT_ONCE);
      const answers = await Promise.all(some.map((name) => client.ask(name)));
      still.push(...some.filter((_, index) => answers[index]?.address !== address));
    }
    left = still;
  }
}
