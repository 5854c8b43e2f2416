import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { CertificateEnd, HealthFacts } from '../../app/health/health-facts.ts';
import { latestCertificates } from '../../app/health/latest-certificates.ts';
import type { WaitingCalls } from '../../app/health/waiting-calls.ts';
import { prepareObservationRange } from '../../adapters/local/observations.ts';
import { CALLS_WAITING, readWaiting } from '../../adapters/local/subscriptions/call-ledger.ts';
import {
  between,
  durationMs,
  type EpochMs,
  epochMs,
  minutes,
  type PlatformId,
} from '../../core/units.ts';

/** What nobody carries out, and what may rightly wait for hours. */
const NOT_WAITING = ['raise-task', 'send-notice'];

/**
 * The outbox of a data folder as it lies there, its home running or not.
 *
 * @returns null when it cannot be read
 */
export function readOpenActions(dataFolder: string, now: EpochMs): HealthFacts['outbox'] {
  return read(join(dataFolder, 'journal.sqlite'), (database) => {
    const rows = database
      .prepare(
        "SELECT json_extract(o.action, '$.kind') AS kind, json_extract(j.entry, '$.event.at') AS at" +
          ' FROM outbox o JOIN journal j ON j.seq = o.seq WHERE o.done = 0 ORDER BY o.seq LIMIT 5000',
      )
      .all();
    const work = rows.filter(({ kind }) => kind !== NOT_WAITING[0]);
    const oldest = work.find(({ kind }) => !NOT_WAITING.includes(String(kind)));
    const oldestMs =
      oldest === undefined ? durationMs(0) : between(epochMs(Number(oldest['at'])), now);
    return { open: work.length, oldestMs };
  });
}

/**
 * What webhooks have not taken, as it lies in a data folder.
 *
 * @param endpoints by their configured names
 * @returns null when it cannot be read
 */
export const readWaitingCalls = (
  dataFolder: string,
  endpoints: readonly string[],
): readonly WaitingCalls[] | null =>
  read(join(dataFolder, 'subscriptions.sqlite'), (database) => {
    const find = database.prepare(CALLS_WAITING);
    return endpoints.map((endpoint) => ({ endpoint, ...readWaiting(find.get(endpoint)) }));
  });

/** What was last measured of each platform. */
interface LastSeen {
  /** Null when nothing was ever. */
  readonly at: EpochMs | null;
  readonly certificates: readonly CertificateEnd[];
}

/** A certificate is shown at each probe; one round is not enough where one of them failed. Chosen. */
const LAST_ROUNDS = minutes(2);

/** @returns nothing seen when it cannot be read */
export function readLastSeen(dataFolder: string, platforms: readonly PlatformId[]): LastSeen {
  const seen = read(join(dataFolder, 'observations.sqlite'), (database) => {
    const last = database.prepare('SELECT max(at) AS at FROM observation WHERE platform = ?');
    const range = prepareObservationRange(database);
    return platforms.flatMap((platform) => {
      const at = last.get(platform)?.['at'];
      if (typeof at !== 'number') return [];
      const made = range(platform, epochMs(at - LAST_ROUNDS), epochMs(at));
      return [{ at, certificates: latestCertificates(made) }];
    });
  });
  if (seen === null || seen.length === 0) return { at: null, certificates: [] };
  return {
    at: epochMs(Math.max(...seen.map(({ at }) => at))),
    certificates: seen.flatMap(({ certificates }) => certificates),
  };
}

function read<T>(path: string, work: (database: DatabaseSync) => T): T | null {
  if (!existsSync(path)) return null;
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { readOnly: true, timeout: 2_000 });
    return work(database);
  } catch {
    return null;
  } finally {
    database?.close();
  }
}
