import type { RehearsalReport } from '../../app/report/rehearsal-report.ts';
import type { StagedClaim } from '../../config/scenario.ts';
import type { State } from '../../core/incident/state.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { EpochMs } from '../../core/units.ts';
import type { StageCounts } from '../stage/run-stage.ts';
import type { Scene } from './set-scene.ts';

/** What a rehearsal has to tell, for a terminal, a test or a log. */
export type News =
  | { readonly kind: 'preparing'; readonly what: 'scene' | 'names' | 'stage' | 'home' }
  | { readonly kind: 'resumed'; readonly at: EpochMs; readonly entries: number }
  | { readonly kind: 'scene'; readonly scene: Scene }
  | { readonly kind: 'standing'; readonly addresses: Addresses }
  | {
      readonly kind: 'entry';
      readonly entry: JournalEntry;
      readonly before: State;
      readonly after: State;
    }
  | { readonly kind: 'counts'; readonly at: EpochMs; readonly counts: StageCounts }
  | { readonly kind: 'claim'; readonly at: EpochMs; readonly claim: StagedClaim }
  | { readonly kind: 'home-died'; readonly at: EpochMs; readonly how: string }
  | { readonly kind: 'home-back'; readonly at: EpochMs; readonly entries: number }
  | { readonly kind: 'played'; readonly at: EpochMs }
  | { readonly kind: 'report'; readonly report: RehearsalReport };

/** Where a person looks, and with what. */
export interface Addresses {
  readonly console: string;
  readonly status: string;
  readonly inbox: string;
  readonly dns: { readonly address: string; readonly port: number };
  readonly homePid: number;
  /** From a fall to the mirror's answer there, at worst, in real milliseconds. */
  readonly turnsWithinMs: { readonly byRounds: number; readonly byHealth: number };
}
