import type { ConfigPath, Finding } from '../../config/problem.ts';
import {
  type PairPlatform,
  type PublishedType,
  publishedTypes,
  valuesOf,
} from '../../core/shelter/weighted-pair.ts';
import { comparableValues } from '../adopt/same-record.ts';
import type { PublishedName, PublishedRecord } from './published-name.ts';

/** R53: "60 seconds or less" for records with a health check. */
const TTL_MAX_SEC = 60;

/**
 * What of a protected name's answers would not turn with its pair, or not in time.
 *
 * @param platform one with a mirror
 * @param path where the configuration has it
 * @param answers of each of the name's servers
 */
export function publishedFindings(
  platform: PairPlatform,
  path: ConfigPath,
  answers: readonly PublishedName[],
): readonly Finding[] {
  const found = distinct(answers.flatMap(({ records }) => records));
  const types = Map.groupBy(found, ({ type }) => type);
  return [
    ...missing(answers, [...path, 'hostname']),
    ...slow(answers, [...path, 'hostname']),
    ...[...types].flatMap(([type, records]) =>
      ofType(
        platform,
        path,
        type,
        records.map(({ value }) => value),
      ),
    ),
  ];
}

function distinct(records: readonly PublishedRecord[]): readonly PublishedRecord[] {
  const seen = new Map(records.map((record) => [`${record.type} ${record.value}`, record]));
  return [...seen.values()];
}

const FAILURES = {
  absent: 'name-absent',
  refused: 'name-unserved',
  silent: 'name-server-silent',
} as const;

function missing(answers: readonly PublishedName[], path: ConfigPath): readonly Finding[] {
  return (['absent', 'refused', 'silent'] as const).flatMap((outcome): readonly Finding[] => {
    const servers = answers.filter((one) => one.outcome === outcome).map(({ server }) => server);
    if (servers.length === 0) return [];
    return [{ code: FAILURES[outcome], path, values: { server: servers.join(', ') } }];
  });
}

function slow(answers: readonly PublishedName[], path: ConfigPath): readonly Finding[] {
  const long = answers.flatMap(({ server, records }) =>
    records.filter(({ ttlSec }) => ttlSec > TTL_MAX_SEC).map((record) => ({ ...record, server })),
  );
  return [...Map.groupBy(long, ({ type }) => type)].map(([type, records]) => {
    const servers = new Set(records.map(({ server }) => server));
    return {
      code: 'name-ttl-long',
      path,
      values: { type, server: [...servers].join(', ') },
      got: `${Math.max(...records.map(({ ttlSec }) => ttlSec))} s`,
    };
  });
}

function ofType(
  platform: PairPlatform,
  path: ConfigPath,
  type: PublishedType,
  values: readonly string[],
): readonly Finding[] {
  const got = values.join(', ');
  const at = (key: string): ConfigPath => [...path, 'origin', key];
  const { cname } = platform.origin;
  if (publishedTypes(platform).includes(type)) return elsewhere(platform, type, values, at);
  if (cname !== undefined)
    return [{ code: 'name-not-cname', path: at('cname'), values: { target: cname, type }, got }];
  switch (type) {
    case 'A':
    case 'AAAA':
      return [{ code: 'name-publishes-address', path: at('addresses'), values: { type }, got }];
    case 'CNAME':
      return [{ code: 'name-publishes-cname', path: at('cname'), values: { target: got }, got }];
    case 'HTTPS':
      return [{ code: 'name-publishes-https', path: at('https'), got }];
  }
}

const KEYS = { A: 'addresses', AAAA: 'addresses', CNAME: 'cname', HTTPS: 'https' } as const;

/** Neither to the origin nor to the mirror. CloudFront's addresses are many, and not looked at. */
function elsewhere(
  platform: PairPlatform,
  type: PublishedType,
  values: readonly string[],
  at: (key: string) => ConfigPath,
): readonly Finding[] {
  const [origin = [], mirror = []] = (['origin', 'mirror'] as const).map((side) =>
    valuesOf(platform, side, type),
  );
  if (mirror.length === 0) return [];
  const known = comparableValues([...origin, ...mirror]);
  const other = values.filter((value) => !known.includes(comparableValues([value])[0] ?? value));
  if (other.length === 0) return [];
  const words = { type, origin: origin.join(' '), mirror: mirror.join(' ') };
  return [{ code: 'name-elsewhere', path: at(KEYS[type]), values: words, got: other.join(', ') }];
}
