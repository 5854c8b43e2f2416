import type { Policy } from '../policy.ts';
import type { DurationMs } from '../units.ts';
import type { Phase } from './notice.ts';

/** How long a person may hold, edit or cancel a notice of that phase; 0 = it goes at once. */
export const vetoTime = ({ notices }: Policy, phase: Phase): DurationMs =>
  notices.vetoByPhase?.[phase] ?? notices.vetoMs;
