import type { Config } from '../config/schema.ts';
import type { LikelihoodTable } from '../core/cause/likelihood-table.ts';
import type { WordingsTexts } from '../core/notice/wording.ts';
import type { Academie } from '../core/school/academie.ts';
import type { CalendarSpan } from '../core/school/school-calendar.ts';
import type { Sha256 } from '../core/units.ts';

/**
 * All that a function needs to know and that a deployment settles: read when it is deployed, so
 * that a cold start parses no YAML and looks nothing up, and code and configuration are one version.
 *
 * Plain JSON; it holds no secret.
 */
export interface Deployment {
  readonly version: string;
  /** SHA-256 of what events are decided by: version, configuration and likelihoods. */
  readonly digest: Sha256;
  readonly config: Config;
  readonly likelihoods: LikelihoodTable;
  /** Checked when it was deployed, compiled where they are needed. */
  readonly wordings: WordingsTexts;
  /** The school calendar, with the years that the configuration adds. */
  readonly calendar: readonly CalendarSpan[];
  readonly academies: readonly Academie[];
  /** The words of the pages in the organisation's language: dotted key to template. */
  readonly words: { readonly [key: string]: string };
  /** The same in the other language, for a person who asks in it. */
  readonly otherWords: { readonly [key: string]: string };
}
