import type { TurnJournal } from '../../../app/perform/turn-batch.ts';
import type { DnsChange } from '../../../core/shelter/dns-change.ts';

/** A turn's journal in memory, that outlives its tries. */
export function turnJournal(stillWanted: () => boolean = () => true): TurnJournal {
  let kept: DnsChange | null = null;
  return {
    stillWanted,
    change: () => kept,
    accepted: async (change) => {
      kept = change;
    },
  };
}
