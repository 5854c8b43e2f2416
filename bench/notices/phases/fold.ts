import { atLeast } from '../../figure.ts';
import { foldRate } from '../fold-rate.ts';
import type { PhaseRun } from '../stage.ts';

/** Texts of SMS folded to GSM-7 and counted, on one core. */
export const foldPhase: PhaseRun = async ({ say }) => {
  say('fold');
  const rate = foldRate(() => performance.now());
  return [atLeast('SMS folded and counted', rate, 'messages/s', 1_000_000)];
};
