import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { checkHealth } from '../../core/shelter/check-health.ts';
import { type CheckStreak, hearResult, SILENT } from '../../core/shelter/check-streak.ts';
import type { HealthCheck } from '../../core/shelter/weighted-pair.ts';
import { weightedAnswer } from '../../core/shelter/weighted-answer.ts';
import { answerQuery } from '../../home/names/answer-query.ts';
import { canonicalName, type NameRecord } from '../../home/names/name-record.ts';
import { probeOrigin } from '../../home/names/probe-origin.ts';
import { recordBook } from '../../home/names/record-book.ts';
import type { Zone } from './aws-names-zone.ts';

/** Stands for what moto has not: Route 53's data plane, checkers and name servers. */
export interface NameServer {
  readonly port: number;
  /** From now on hear queries and answer none, or answer again. */
  keepSilent(silent: boolean): void;
  stop(): Promise<void>;
}

export interface NameServerSettings {
  readonly zone: Zone;
  /** Where the holds are. */
  readonly holds: { readonly client: S3Client; readonly bucket: string };
}

interface Snapshot {
  readonly records: readonly NameRecord[];
  /** By a record's `healthCheck`. */
  readonly healthy: (check: string) => boolean;
}

/** Between two looks of a checker, and looks that change its mind. Chosen: quick for this suite. */
const LOOK_EVERY_MS = 500;
const LOOKS_TO_TURN = 3;
const LOOK_MAX_MS = 1_000;

/**
 * Answer by UDP from the records that moto's Route 53 holds, and from the holds that moto's S3
 * holds, both looked up after the query came; the origin's checks are made from here. Which record
 * answers is decided by the project's model of weighted answers, whose chance is a sequence that
 * spreads evenly, so that no run depends on luck.
 */
export async function startNameServer(settings: NameServerSettings): Promise<NameServer> {
  const { zone } = settings;
  const checkers = startCheckers(zone);
  const look = oneAtATime(() => takeSnapshot(settings, checkers.verdict));
  let draws = 0;
  let silent = false;
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    if (silent) return;
    void look().then(({ records, healthy }) => {
      const book = recordBook(records);
      const answer = answerQuery(query, 'udp', {
        zones: [{ id: zone.id, name: zone.name, ns: [`ns1.${zone.name}`] }],
        book: () => book,
        serial: () => 1,
        choose: (several) => weightedAnswer(several, healthy, chanceOf((draws += 1))),
      });
      if (answer !== null) socket.send(answer, from.port, from.address);
    });
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    keepSilent: (next) => void (silent = next),
    stop: async () => {
      checkers.stop();
      socket.close();
      await once(socket, 'close');
    },
  };
}

/** Multiples of the golden ratio: any run of them is spread evenly over [0, 1). */
const chanceOf = (draw: number): number => (draw * 0.618_033_988_749_895) % 1;

async function takeSnapshot(
  { zone, holds }: NameServerSettings,
  verdict: (id: string) => boolean | null,
): Promise<Snapshot> {
  const sets = await zone.records();
  const records = sets.flatMap((set): NameRecord[] => {
    const { Name = '', Type, SetIdentifier = '', Weight = 0, TTL = 0 } = set;
    if (Type !== 'A' && Type !== 'AAAA') return [];
    const values = (set.ResourceRecords ?? []).map(({ Value = '' }) => Value);
    const healthCheck = zone.checks.get(set.HealthCheckId ?? '')?.id ?? null;
    const base = { name: canonicalName(Name), type: Type, setIdentifier: SetIdentifier };
    return [{ ...base, weight: Weight, ttlSec: TTL, values, healthCheck }];
  });
  const all = [...zone.checks.values()];
  const held = new Map<string, boolean>();
  for (const check of all)
    if (check.kind === 'hold') held.set(check.id, await isThere(holds, `holds/${check.platform}`));
  const byId = new Map(all.map((check) => [check.id, check]));
  // A hold's own check passes while its object is absent.
  const finding = (id: string) => (held.has(id) ? !held.get(id) : verdict(id));
  return { records, healthy: (check) => checkHealth(check, byId, finding) };
}

async function isThere(
  { client, bucket: Bucket }: NameServerSettings['holds'],
  Key: string,
): Promise<boolean> {
  try {
    await client.send(new HeadObjectCommand({ Bucket, Key }));
    return true;
  } catch {
    return false;
  }
}

function startCheckers(zone: Zone) {
  const streaks = new Map<string, CheckStreak>();
  const origins = [...zone.checks.values()].filter(
    (check): check is Extract<HealthCheck, { kind: 'https' }> => check.kind === 'https',
  );
  const look = async (check: (typeof origins)[number]): Promise<void> => {
    const here = { ...check, addresses: ['127.0.0.1'] };
    const { passed } = await probeOrigin(here, LOOK_MAX_MS);
    streaks.set(check.id, hearResult(streaks.get(check.id) ?? SILENT, passed, LOOKS_TO_TURN));
  };
  const timer = setInterval(() => origins.forEach((check) => void look(check)), LOOK_EVERY_MS);
  return {
    verdict: (id: string): boolean | null => streaks.get(id)?.healthy ?? null,
    stop: () => clearInterval(timer),
  };
}

/** Questions that come while one look is on its way share the next, which began after they came. */
function oneAtATime<T>(take: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | null = null;
  return () => {
    if (next !== null) return next;
    const asked = running.then(() => {
      next = null;
      return take();
    });
    next = asked;
    running = asked.catch(() => undefined);
    return asked;
  };
}
