import type { Progress } from './progress-file.ts';

/** A stretch of the machine's own time, in milliseconds since the epoch, both ends included. */
export interface Away {
  readonly from: number;
  readonly to: number;
}

/** Keeps when no Préau was alive: what DNS did then, it did by health alone. */
export interface AwayRecord {
  leave(): void;
  /** Alive again; nothing when it never left. */
  comeBack(): void;
  spans(): readonly Away[];
}

/** @param unfinished the run that goes on: since it was last heard of, nobody was there */
export function recordAway(unfinished: Progress | null): AwayRecord {
  let spans = unfinished?.away ?? [];
  let since: number | null = unfinished?.realAt ?? null;
  return {
    leave: () => {
      since ??= Date.now();
    },
    comeBack: () => {
      if (since !== null) spans = [...spans, { from: since, to: Date.now() }];
      since = null;
    },
    spans: () => spans,
  };
}
