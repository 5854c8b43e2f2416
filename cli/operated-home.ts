import type { HealthPicture } from '../app/health/health-picture.ts';
import type { CommandResult, PersonCommand, PlatformCommand } from '../app/views/person-command.ts';
import type { PlatformLine } from '../app/views/platform-line.ts';
import type { TaskLedger } from '../app/notices/people-tasks.ts';
import type { Ports } from '../app/ports.ts';
import type { DossierEvidence } from '../app/dossier/raw-files.ts';
import type { DossierLedger } from '../app/dossier/notice-record.ts';
import type { Config } from '../config/schema.ts';
import type { PreauError } from '../core/errors.ts';
import type { JournalEntry } from '../core/journal/entry.ts';
import type { Rules } from '../core/journal/rules.ts';
import type { PlatformId } from '../core/units.ts';
import type { Replayed } from '../home/deploy/replay-folder.ts';
import type { JournalReport } from '../home/deploy/verify-journal.ts';
import type { CliIo } from './frame-io.ts';
import type { HealthSource } from './health-words.ts';
import type { TurnPlace } from './turn-place.ts';

/** A command that DNS alone can obey when no home answers. */
export type Turning = PlatformCommand & { readonly kind: 'shelter' | 'release' };

/**
 * The home that a command is about: that of a data folder, running or not, or one on AWS. Commands
 * know nothing else of where it is.
 */
export interface OperatedHome {
  /** The ids of its platforms; null where nothing tells, and the home itself will judge. */
  platforms(): Promise<readonly string[] | null>;
  /** @throws PreauError when its journal cannot be read or replayed */
  replay(): Promise<Pick<Replayed, 'config' | 'policy' | 'state'>>;
  /** Where a platform's turns are carried out; of a home that has replayed. */
  place(platform: PlatformId): Promise<TurnPlace>;
  /** Whether it would take a command now. Never throws. */
  answers(): Promise<boolean>;
  ask(command: PersonCommand): Promise<HomeAnswer>;
  /**
   * What is left for a turn when no home answers.
   *
   * @param why none does
   * @returns the exit code
   * @throws PreauError when nothing is left, with what a person can still do
   */
  breakGlass(command: Turning, asked: BreakGlassAsked): Promise<number>;
  /** What to tell whoever asked for something that only a home can do. */
  unreachable(why: string): PreauError;
  verify(): Promise<JournalReport>;
  /** How it does itself, running or not. */
  health(): Promise<{ readonly picture: HealthPicture; readonly from: HealthSource }>;
  /** Where the key that signs its dossiers is, or will be. */
  readonly dossierKeyFile: string;
  record(): Promise<HomeRecord>;
}

export type HomeAnswer =
  | {
      readonly kind: 'answered';
      readonly result: CommandResult;
      /**
       * Resolves once name servers were seen to answer as decided, or people have waited enough.
       *
       * @param waiting told now and then how long it has taken
       */
      settled(
        platform: PlatformId,
        waiting?: (waitedMs: number) => void,
      ): Promise<PlatformLine | null>;
    }
  | { readonly kind: 'absent'; readonly why: string };

export interface BreakGlassAsked {
  readonly why: string;
  readonly json: boolean;
  readonly io: CliIo;
}

/** All that a home has written down, as a dossier asks for it. */
export interface HomeRecord {
  readonly config: Config;
  /** From the first line, in order. */
  readonly journal: readonly JournalEntry[];
  readonly rules: readonly Rules[];
  readonly observations: Pick<Ports['observations'], 'between'>;
  readonly deliveries: DossierLedger & TaskLedger;
  readonly evidence: DossierEvidence;
  close(): void;
}
