import { type NamePlan, planName } from '../app/adopt/plan-name.ts';
import { comparableName, type StandingRecord } from '../app/adopt/standing-record.ts';
import type { PublishedName } from '../app/check/published-name.ts';
import type { Config } from '../config/schema.ts';
import type { MirrorConfig, PlatformConfig } from '../config/schema-platform.ts';
import { ALWAYS, checkIds } from '../core/shelter/weighted-pair.ts';
import { twinsOf } from './adopt-twins.ts';

/**
 * What `preau adopt` would make of a name, from what its servers answer: DNS shows no weights and
 * no checks, so that every record is taken for a plain one.
 */
export function planFromAnswers(
  { names }: Config,
  platform: PlatformConfig,
  mirror: MirrorConfig,
  answers: readonly PublishedName[],
): NamePlan {
  const { id, hostname, origin } = platform;
  const wanted = {
    platform: id,
    hostname,
    originHost: origin.host,
    origin: origin.addresses,
    mirror: mirror.cloudFront
      ? { kind: 'alias' as const, target: mirror.ownName, zoneId: '-' }
      : { kind: 'addresses' as const, addresses: mirror.addresses },
    ...twinsOf(platform, mirror),
    ttlSec: Math.floor(names.ttl / 1_000),
    checks: { both: checkIds(id).both, always: ALWAYS.id },
    adopted: names.zones.some(({ adopted }) => adopted.includes(hostname)),
  };
  return planName(wanted, standing(hostname, answers));
}

/** Of the first server that has the name. */
function standing(hostname: string, answers: readonly PublishedName[]): readonly StandingRecord[] {
  const records = answers.find(({ outcome }) => outcome === 'answered')?.records ?? [];
  return [...Map.groupBy(records, ({ type }) => type)].map(([type, same]) => ({
    name: comparableName(hostname),
    type,
    ttlSec: Math.max(...same.map(({ ttlSec }) => ttlSec)),
    values: same.map(({ value }) => value),
  }));
}
