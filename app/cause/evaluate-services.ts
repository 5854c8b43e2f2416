import type { Neighbour } from '../../core/cause/signals-from-topology.ts';
import { type EpochMs, platformId } from '../../core/units.ts';
import type { ServiceItem } from './evaluate-schema.ts';

/** Words that stand where a hoster's name would: nobody can be told to share them. */
const NOBODY =
  /^(?:$|not public|not known|unknown|none|n\/a|several|various|many|any|all|other|mixed|commercial|same\b|self|in-house|local|own\b(?!.*\bAS\d))/iu;
/** A delivery network, told by its trade or by its name where a hoster's name has one beside it. */
const DELIVERY = /^(?<named>.+?)\s+CDN$|^(?<known>cloudflare|fastly|akamai|cloudfront)$/iu;
const NAMES = /^DNS (?:at|by|from|chez)\s+(?<named>.+)$/iu;
const NAME_MAX_CHARS = 80;
/** One line that stands for services of several hosters is read as so many, each of its own; chosen. */
const MANY = /^\s*(?:several|various|many|any)\b/iu;
const MANY_COUNT = 3;

/**
 * The services of a documented outage as a monitor would have known them: the affected ones fell
 * together at `at`, the others stood. A hoster is compared as it is written, with its region.
 */
export function neighboursOf(services: readonly ServiceItem[], at: EpochMs): readonly Neighbour[] {
  return services.flatMap((service, index) => {
    const one = leaningsOf(service);
    const hosters = MANY.test(service.hoster ?? '')
      ? Array.from({ length: MANY_COUNT }, (_none, each) => `of-many-${index}-${each}`)
      : [one.hoster];
    return hosters.map((hoster, each) => ({
      platform: platformId(`service-${index}-${each}`),
      name: oneLine(service.name),
      ...one,
      hoster,
      standing: service.affected ? ('down' as const) : ('up' as const),
      fellAt: service.affected ? at : null,
    }));
  });
}

function leaningsOf({ hoster, cdn, dns, login, vendor }: ServiceItem) {
  const [first = '', ...beside] = (hoster ?? '')
    .replaceAll(/\([^()]{0,200}\)/gu, ' ')
    .split(/[+,;]/u)
    .map(oneLine);
  const delivery = beside.map((part) => DELIVERY.exec(part)?.groups).find(Boolean);
  const names = beside.map((part) => NAMES.exec(part)?.groups?.['named']).find(Boolean);
  const known = {
    cdn: cdn ?? delivery?.['named'] ?? delivery?.['known'],
    dns: dns ?? names,
    login,
    vendor,
  };
  return {
    hoster: nameOf(first) ?? 'unknown',
    ...Object.fromEntries(
      Object.entries(known).flatMap(([kind, name]) => {
        const told = nameOf(name ?? '');
        return told === null ? [] : [[kind, told]];
      }),
    ),
  };
}

/**
 * Whether whoever owns a service also runs its machines: its hoster is "own", or bears its name.
 * The status page of such a hoster is the owner's word that something is wrong, and not what.
 */
export function runsItself({ name, hoster }: ServiceItem): boolean {
  const host = oneLine((hoster ?? '').replaceAll(/\([^()]{0,200}\)/gu, ' ')).toLowerCase();
  const [first = ''] = host.split(/[^\p{L}\p{N}]+/u);
  return first === 'own' || (first.length > 2 && name.toLowerCase().startsWith(first));
}

const nameOf = (text: string): string | null => {
  const name = oneLine(text).toLowerCase();
  return NOBODY.test(name) ? null : name;
};

const oneLine = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, NAME_MAX_CHARS);
