import { PreauError } from '../../core/errors.ts';
import { CSV_LIMITS } from './schools-csv-limits.ts';

/** The same batches, up to the bound of a file's rows. @throws PreauError `directory-unreadable` */
export async function* boundRows<Row>(
  path: string,
  batches: AsyncIterable<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  let rows = 0;
  for await (const batch of batches) {
    rows += batch.length;
    if (rows > CSV_LIMITS.rows) {
      throw new PreauError(
        'directory-unreadable',
        `${path}: expected at most ${CSV_LIMITS.rows} rows, got more. France has about 66,000 schools: is this the right file?`,
        { said: { key: 'list.rows', values: { path, most: CSV_LIMITS.rows } } },
      );
    }
    yield batch;
  }
}
