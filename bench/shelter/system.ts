import type { Leftovers } from './leftovers.ts';
import type { Scenery } from './scenery.ts';

/** One system with one set of settings, started anew for each phase. */
export interface System {
  readonly name: string;
  /** In words, for the table of settings. */
  readonly settings: string;
  /** From a change of the origin to a verdict at the latest, were there no doubt: its probe budget. */
  readonly probeBudgetMs: number;
  /** @returns null when the program is not installed here */
  version(): Promise<string | null>;
  /** @returns once it answers */
  start(scenery: Scenery, folder: string, leftovers: Leftovers): Promise<RunningSystem>;
}

export interface RunningSystem {
  /** On 127.0.0.1, by UDP. */
  readonly dnsPort: number;
  /** Its process; what it costs is counted here. */
  readonly pid: number;
  stop(): Promise<void>;
}
