import { randomBytes } from 'node:crypto';

/** One accepted batch. `insync`: answers follow it and it survives `kill -9`. */
export interface Change {
  readonly id: string;
  readonly at: number;
  readonly zone: string;
  readonly state: 'pending' | 'insync';
}

/** Accepted batches, for GetChange. */
export interface ChangeBook {
  readonly find: (id: string) => Change | null;
  /** The latest 1,000, oldest first. */
  readonly all: () => readonly Change[];
  readonly isPending: (zone: string) => boolean;
  /**
   * Its id is never given twice, even when a kill forgets a batch that was told and not yet kept, and
   * the next one has the same serial.
   */
  open(serial: number, zone: string, at: number): Change;
  settle(id: string): void;
}

/** 64 bits: chosen. */
const CHANCE_BYTES = 8;
/** Chosen: a day of many turns of a hundred platforms. */
const CHANGES_MAX = 1_000;

export function changeBook(saved: readonly Change[]): ChangeBook {
  const changes = new Map(saved.map((change) => [change.id, change]));
  return {
    find: (id) => changes.get(id) ?? null,
    all: () => [...changes.values()],
    isPending: (zone) =>
      [...changes.values()].some((change) => change.zone === zone && change.state === 'pending'),
    open(serial, zone, at) {
      // Route 53's ids look like this one.
      const chance = randomBytes(CHANCE_BYTES).toString('hex').toUpperCase();
      const id = `C${String(serial).padStart(8, '0')}${chance}`;
      const change: Change = { id, at, zone, state: 'pending' };
      changes.set(id, change);
      for (const old of [...changes.keys()].slice(0, -CHANGES_MAX)) changes.delete(old);
      return change;
    },
    settle(id) {
      const change = changes.get(id);
      if (change) changes.set(id, { ...change, state: 'insync' });
    },
  };
}
