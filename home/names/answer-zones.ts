import { encodeSection, type Section } from './answer-section.ts';
import type { ModelZone } from './names-model.ts';
import { keysUpwards, nameKey, wireName } from './record-wire.ts';

/** What a zone says of itself, encoded. */
export interface AnswerZone {
  /** Of its name. */
  readonly key: string;
  readonly ns: Section;
  readonly soa: (serial: number) => Section;
  /** The SOA of an answer without data, whose TTL says how long to remember that. */
  readonly negative: (serial: number) => Section;
}

/** The zone that a name belongs to by its key: the longest that fits (RFC 1034 4.3.2). */
export type FindAnswerZone = (key: string) => AnswerZone | null;

const TYPE_NS = 2;
const TYPE_SOA = 6;
/** For SOA and NS: two days is usual for delegations, an hour is kind to mistakes. Chosen. */
const ZONE_TTL_SEC = 3_600;
/** How long resolvers remember that a name is not there (RFC 2308). As long as a turn. */
const NEGATIVE_TTL_SEC = 60;
/** Nobody transfers these zones: Route 53's own figures, kept for its readers. */
const TIMES = [7_200, 900, 1_209_600, NEGATIVE_TTL_SEC] as const;

const known = new WeakMap<readonly ModelZone[], FindAnswerZone>();

/** Find among `zones`, which are encoded once. */
export function answerZones(zones: readonly ModelZone[]): FindAnswerZone {
  const before = known.get(zones);
  if (before) return before;
  const byKey = new Map(zones.map((zone) => [nameKey(zone.name), answerZone(zone)]));
  const find: FindAnswerZone = (key) => {
    for (const upwards of keysUpwards(key)) {
      const zone = byKey.get(upwards);
      if (zone) return zone;
    }
    return null;
  };
  known.set(zones, find);
  return find;
}

function answerZone({ name, ns }: ModelZone): AnswerZone {
  const soaOf = (ttlSec: number) => {
    let latest = { serial: -1, section: encodeSection(TYPE_SOA, 0, []) };
    return (serial: number): Section => {
      if (latest.serial !== serial) {
        const data = Buffer.concat([
          wire(ns[0] ?? name),
          wire(`hostmaster.${name}`),
          times(serial),
        ]);
        latest = { serial, section: encodeSection(TYPE_SOA, ttlSec, [data]) };
      }
      return latest.section;
    };
  };
  return {
    key: nameKey(name),
    ns: encodeSection(TYPE_NS, ZONE_TTL_SEC, ns.map(wire)),
    soa: soaOf(ZONE_TTL_SEC),
    // RFC 2308 3: the lesser of the SOA's own TTL and its MINIMUM.
    negative: soaOf(Math.min(ZONE_TTL_SEC, NEGATIVE_TTL_SEC)),
  };
}

function times(serial: number): Buffer {
  const bytes = Buffer.alloc(20);
  for (const [index, value] of [serial, ...TIMES].entries()) {
    // Serials wrap (RFC 1982).
    bytes.writeUInt32BE(value >>> 0, index * 4);
  }
  return bytes;
}

/** The root for what is no name: a spec has none such. */
const wire = (name: string): Buffer => wireName(name) ?? Buffer.alloc(1);
