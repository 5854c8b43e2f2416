import type { DatabaseSync } from 'node:sqlite';
import { passingAsUnavailable } from './sqlite.ts';

/**
 * The methods of a store over one database, each of which says of what passes (a file that another
 * program keeps locked, a full disk) that it passes: also where it is one statement in no transaction.
 *
 * @returns the same methods; they reject with PreauError `store-unavailable`, retryable, for that
 */
export function guardStatements<Store extends object>(database: DatabaseSync, store: Store): Store {
  const guard =
    (method: (...args: readonly unknown[]) => Promise<unknown>) =>
    async (...args: readonly unknown[]): Promise<unknown> => {
      try {
        return await method(...args);
      } catch (error) {
        throw passingAsUnavailable(database, error);
      }
    };
  const methods = Object.entries(store) as [string, Parameters<typeof guard>[0]][];
  return Object.fromEntries(methods.map(([name, method]) => [name, guard(method)])) as Store;
}
