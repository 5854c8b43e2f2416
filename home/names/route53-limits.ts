import type { RecordChange } from './record-change.ts';

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html */
const RECORDS_MAX = 1_000;
const CHARACTERS_MAX = 32_000;

/**
 * What is too much in one ChangeResourceRecordSets: more than 1,000 records, or more than 32,000
 * characters in their values. Those of an UPSERT count twice.
 *
 * @returns faults, none for a batch that fits
 */
export function batchFaults(batch: readonly RecordChange[]): readonly string[] {
  const total = (of: (change: RecordChange) => number) =>
    batch.reduce((sum, change) => sum + of(change) * (change.action === 'UPSERT' ? 2 : 1), 0);
  const records = total(({ record }) => record.values.length);
  const characters = total(({ record }) => record.values.join('').length);
  return [
    ...(records > RECORDS_MAX ? [`Number of records limit of ${RECORDS_MAX} exceeded.`] : []),
    ...(characters > CHARACTERS_MAX
      ? [`Number of characters limit of ${CHARACTERS_MAX} exceeded.`]
      : []),
  ];
}
