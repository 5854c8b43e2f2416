import type { Clock } from '../app/ports.ts';
import type { State } from '../core/incident/state.ts';
import type { Notice } from '../core/notice/notice.ts';
import type { DurationMs, EpochMs } from '../core/units.ts';

export interface KeptOptions<Read> {
  readonly clock: Pick<Clock, 'now'>;
  /** Nothing is read again before. */
  readonly keep: DurationMs;
  /** Of which notices, and at most so many: the latest. */
  readonly isRead: (notice: Notice, now: EpochMs) => boolean;
  readonly most: number;
  readonly read: (notice: string, state: State) => Promise<Read>;
  /** Told of a failure: what was read before is given then. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Something of some notices that costs many reads, read once in a while however many people look.
 *
 * @returns to be asked with each new state; by the notices' ids
 */
export function keptPerNotice<Read>(
  options: KeptOptions<Read>,
): (state: State) => Promise<ReadonlyMap<string, Read>> {
  const known = new Map<string, { readonly at: EpochMs; readonly value: Read }>();
  return async (state) => {
    const now = options.clock.now();
    const ids = Object.values(state.notices)
      .filter((notice) => options.isRead(notice, now))
      .toSorted((one, other) => other.sendAt - one.sendAt)
      .slice(0, options.most)
      .map(({ id }) => id);
    for (const id of known.keys()) if (!ids.includes(id)) known.delete(id);
    try {
      for (const id of ids) {
        const last = known.get(id);
        if (last !== undefined && now - last.at < options.keep) continue;
        known.set(id, { at: now, value: await options.read(id, state) });
      }
    } catch (error) {
      options.onFailure(error);
    }
    return new Map([...known].map(([id, { value }]) => [id, value]));
  };
}
