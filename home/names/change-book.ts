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
  /** @param serial makes the id; never used twice */
  open(serial: number, zone: string, at: number): Change;
  settle(id: string): void;
}

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
      const id = `C${String(serial).padStart(13, '0')}`;
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
