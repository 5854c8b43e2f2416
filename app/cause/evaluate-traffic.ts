import type { TrafficFields } from './evaluate-schema.ts';
import { saidOfRise, saysAbroad } from './evaluate-traffic-words.ts';

/** A flow that fills a port of 10 Gbit/s, the usual way out of a small hosting; chosen. */
const VOLUMETRIC_GBPS = 10;
/** The same port full of small packets; chosen. */
const VOLUMETRIC_MPPS = 5;
/** As `signals-from-traffic`, §5.3: under .25 of requests from those who are known. */
const STRANGERS_ABOVE = 0.75;
const REGULARS_MIN = 0.6;
const ONE_PATH_ABOVE = 0.6;
const RISE_MIN = 2;
const FLAT_BELOW = 1.2;
/** A school's public is of one country and its neighbours; chosen. */
const COUNTRIES_MIN = 10;
const SOURCES_MIN = 1_000;

/**
 * What the published figures of an outage's traffic say, in the words of the table. Figures come
 * before words; what was told without a figure has rows of its own, that weigh less.
 */
export function trafficFeatures(traffic: TrafficFields): readonly string[] {
  const spread = isSpread(traffic) ? ['traffic-many-countries'] : [];
  if ((traffic.volumeGbps ?? 0) >= VOLUMETRIC_GBPS || (traffic.mpps ?? 0) >= VOLUMETRIC_MPPS)
    return ['traffic-volumetric', ...spread];
  const factor = factorOf(traffic);
  if (isStrange(traffic)) return ['traffic-composition', ...mixed(traffic, factor), ...spread];
  if (factor !== null && factor >= RISE_MIN)
    return [isCrowd(traffic) ? 'traffic-crowd' : 'traffic-amplified', ...spread];
  if (factor !== null) return factor < FLAT_BELOW ? ['traffic-flat', ...spread] : spread;
  return [...told(traffic.shape ?? ''), ...spread];
}

/** How many times the usual; a percentage is read as the lesser of its two meanings. */
function factorOf({ amplification, amplificationPercent, peakAmplification }: TrafficFields) {
  if (typeof amplification === 'number') return amplification;
  if (typeof amplificationPercent === 'number') return amplificationPercent / 100;
  return peakAmplification ?? null;
}

const regularsOf = ({ nonSchoolShare }: TrafficFields): number | null =>
  typeof nonSchoolShare === 'number' ? 1 - nonSchoolShare : null;

/** Strangers, or one page that the regulars are not the ones to ask for. */
function isStrange(traffic: TrafficFields): boolean {
  const regulars = regularsOf(traffic);
  if (regulars !== null && regulars >= REGULARS_MIN) return false;
  return (
    (traffic.nonSchoolShare ?? 0) > STRANGERS_ABOVE ||
    (traffic.pathConcentration ?? 0) > ONE_PATH_ABOVE ||
    saysAbroad(traffic.sourceGeo ?? '')
  );
}

/** The regulars alone have doubled as well: a flood inside a crowd. */
function mixed(traffic: TrafficFields, factor: number | null): readonly string[] {
  const regulars = regularsOf(traffic);
  return factor !== null && regulars !== null && factor * regulars >= RISE_MIN
    ? ['traffic-mixed']
    : [];
}

/** Both are needed: those who are known, and the pages that are usually asked for. */
const isCrowd = (traffic: TrafficFields): boolean =>
  (regularsOf(traffic) ?? 0) >= REGULARS_MIN &&
  typeof traffic.pathConcentration === 'number' &&
  traffic.pathConcentration <= ONE_PATH_ABOVE;

const isSpread = ({ sources, countries }: TrafficFields): boolean =>
  typeof sources === 'number' && sources >= SOURCES_MIN && (countries ?? 0) >= COUNTRIES_MIN;

function told(shape: string): readonly string[] {
  const said = saidOfRise(shape);
  if (said === 'neither') return [];
  return [said === 'rise' ? 'traffic-rise-told' : 'traffic-quiet-told'];
}
