import type { DatabaseSync } from 'node:sqlite';
import type { Phone } from '../../app/schools/phone-reader.ts';
import type { Uai } from '../../core/units.ts';

/** The numbers of one school, for people to dial, in a fixed order. */
export function readPhones(database: DatabaseSync, uai: Uai): readonly Phone[] {
  return database
    .prepare('SELECT number, line FROM phone WHERE uai = ? ORDER BY number')
    .all(uai)
    .map((row) => ({ number: row['number'], line: row['line'] }) as Phone);
}
