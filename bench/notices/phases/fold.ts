import { atLeast } from '../../figure.ts';
import { foldRate } from '../fold-rate.ts';
import type { PhaseRun } from '../stage.ts';

/** Texts of SMS folded to GSM-7 and counted, for a second of one core, whoever else it serves. */
export const foldPhase: PhaseRun = async ({ say }) => {
  say('fold');
  const rate = foldRate(() => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  });
  return [atLeast('SMS folded and counted', rate, 'messages/s', 1_000_000)];
};
