import { comparableValues, isSameMember } from './same-record.ts';
import { comparableName, type StandingRecord } from './standing-record.ts';

/** One thing that stands otherwise than expected. */
export interface RecordDifference {
  /** Its name, type and set identifier. */
  readonly record: string;
  readonly field: 'record' | 'weighted' | 'values' | 'ttl' | 'alias' | 'check';
  /** As a zone has it; `-` for nothing. */
  readonly found: string;
  readonly expected: string;
}

const NOTHING = '-';

/**
 * What stands otherwise than expected, whatever the weights: those Préau sets while it turns.
 *
 * @param standing records that should be the expected ones, all of them and no other
 * @returns in the order of the expected ones, those that nobody expects last; none when alike
 */
export function recordDifferences(
  expected: readonly StandingRecord[],
  standing: readonly StandingRecord[],
): readonly RecordDifference[] {
  const surplus = standing.filter((one) => !expected.some((other) => isSameMember(one, other)));
  return [
    ...expected.flatMap((record): readonly RecordDifference[] => {
      const now = standing.find((one) => isSameMember(one, record));
      if (now) return differencesOf(record, now);
      return [{ ...whole(record), found: NOTHING, expected: contentOf(record) }];
    }),
    ...surplus.map((record) => ({
      ...whole(record),
      found: contentOf(record),
      expected: NOTHING,
    })),
  ];
}

const whole = (record: StandingRecord) => ({ record: wordOf(record), field: 'record' }) as const;

function differencesOf(expected: StandingRecord, now: StandingRecord): readonly RecordDifference[] {
  const [old, found] = [fieldsOf(expected), fieldsOf(now)];
  const fields = ['weighted', 'values', 'ttl', 'alias', 'check'] as const;
  return fields
    .filter((field) => old[field] !== found[field])
    .map((field) => ({
      record: wordOf(now),
      field,
      found: found[field] || NOTHING,
      expected: old[field] || NOTHING,
    }));
}

/** Each as a text that is the same for what answers the same. */
const fieldsOf = ({ weight, values, ttlSec, alias, checkId = '' }: StandingRecord) => ({
  weighted: weight === undefined ? '' : 'weight',
  values: comparableValues(values).join(' '),
  ttl: ttlSec === undefined ? '' : String(ttlSec),
  alias: alias
    ? `${comparableName(alias.target)} ${alias.zoneId}${alias.evaluatesHealth ? ' health' : ''}`
    : '',
  check: checkId,
});

const contentOf = ({ values, alias }: StandingRecord): string =>
  alias ? alias.target : values.join(' ') || NOTHING;

const wordOf = ({ name, type, setIdentifier = '' }: StandingRecord): string =>
  `${name} ${type} ${setIdentifier}`.trimEnd();
