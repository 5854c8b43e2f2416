import type { Rounds } from '../../../app/watch/rounds.ts';
import type { EpochMs } from '../../../core/units.ts';

/** Which rounds were begun and ended, as a store that all conductors share has it. */
export function openRounds(): Rounds {
  let latest: { readonly due: EpochMs; readonly holder: string } | null = null;
  let ended: EpochMs | null = null;
  return {
    begin: async (due, holder, apartMs) => {
      if (latest?.due === due && latest.holder === holder) return true;
      if (latest !== null && due < latest.due + apartMs) return false;
      latest = { due, holder };
      return true;
    },
    end: async (at) => {
      ended = at;
    },
    lastEnd: async () => ended,
  };
}
