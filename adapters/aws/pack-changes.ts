import type { Change } from '@aws-sdk/client-route-53';

/**
 * Route 53 takes 1,000 records and 32,000 characters of values in a request; those of an UPSERT
 * count twice.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
 */
const RECORDS_MAX = 1_000 / 2;
const CHARACTERS_MAX = 32_000 / 2;

/**
 * Put UPSERTs into as few requests as Route 53's limits allow, in their order, whole groups each: the
 * weights of a name must not be in force by halves.
 *
 * @returns no empty request; a group that alone is too much is a request of its own, and refused
 */
export function packChanges(
  groups: readonly (readonly Change[])[],
): readonly (readonly Change[])[] {
  const requests: Change[][] = [];
  let records = 0;
  let characters = 0;
  for (const group of groups) {
    const values = group.flatMap(({ ResourceRecordSet: set }) =>
      (set?.ResourceRecords ?? []).map(({ Value }) => Value ?? ''),
    );
    // An alias has no values and counts as one record.
    const more = Math.max(values.length, group.length);
    const letters = values.join('').length;
    const latest = requests.at(-1);
    if (latest && records + more <= RECORDS_MAX && characters + letters <= CHARACTERS_MAX) {
      latest.push(...group);
      records += more;
      characters += letters;
    } else {
      requests.push([...group]);
      records = more;
      characters = letters;
    }
  }
  return requests;
}
