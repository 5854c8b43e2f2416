/** One record of a name and type, as far as choosing between several goes. */
export interface WeightedRecord {
  /** Tells apart the records of one name and type. */
  readonly setIdentifier: string;
  /** A whole number, 0 to 255 (Route 53's bounds). */
  readonly weight: number;
  readonly ttlSec: number;
  readonly values: readonly string[];
  /** The check that this record needs to pass; `null` = always taken for healthy. */
  readonly healthCheck: string | null;
}

/**
 * Why these records may answer: healthy ones with a weight; healthy ones of weight zero, because
 * no weighted one is healthy; or all of them, because none is healthy.
 */
export type AnswerRule = 'weights' | 'zero-weights' | 'none-healthy';

/** The records that may answer now, and the rule that says so. */
export interface Eligible<R extends WeightedRecord> {
  readonly rule: AnswerRule;
  readonly records: readonly R[];
}

/**
 * Say which records of one name and type may answer, as Route 53's weighted routing does.
 *
 * Healthy records of non-zero weight first; when there is none, healthy ones of weight zero; when
 * no record at all is healthy, all are taken for healthy, and the non-zero weights come first again.
 *
 * @param healthy whether a check passes; asked only for records that have one
 * @returns never empty unless `records` is
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
 */
export function eligibleRecords<R extends WeightedRecord>(
  records: readonly R[],
  healthy: (check: string) => boolean,
): Eligible<R> {
  const alive = records.filter(({ healthCheck }) => healthCheck === null || healthy(healthCheck));
  if (alive.length === 0) return { rule: 'none-healthy', records: heavierFirst(records) };
  const rule = alive.some(({ weight }) => weight > 0) ? 'weights' : 'zero-weights';
  return { rule, records: heavierFirst(alive) };
}

/**
 * Choose the record that answers.
 *
 * @param chance in [0, 1), drawn anew for each answer
 * @returns `null` only when `records` is empty
 */
export function weightedAnswer<R extends WeightedRecord>(
  records: readonly R[],
  healthy: (check: string) => boolean,
  chance: number,
): R | null {
  return pickByWeight(eligibleRecords(records, healthy).records, chance);
}

/** One of records that may answer, by weight; all alike when every weight is zero. */
function pickByWeight<R extends WeightedRecord>(records: readonly R[], chance: number): R | null {
  const total = records.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return records[Math.floor(chance * records.length)] ?? null;
  let left = chance * total;
  for (const record of records) {
    left -= record.weight;
    if (left < 0) return record;
  }
  return null;
}

function heavierFirst<R extends WeightedRecord>(records: readonly R[]): readonly R[] {
  const weighted = records.filter(({ weight }) => weight > 0);
  return weighted.length > 0 ? weighted : records;
}
