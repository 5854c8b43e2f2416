import type { FeedConfig } from '../../../config/schema-feed.ts';
import type { PeopleTask } from '../../../app/notices/people-tasks.ts';
import type { Observations } from '../../../app/ports.ts';
import type { MirrorSheet } from '../../../app/mirror/mirror-sheet.ts';
import type { SchoolDesk } from '../../../app/schools/school-desk.ts';
import type { DnsNow } from '../../../app/views/dns-now.ts';
import type { NowExtras } from '../../../app/views/now-view.ts';
import type { RenderNotice } from '../../../app/views/rendered-notice.ts';
import type { ShareTurn } from '../../../app/views/share-turn.ts';
import type { State } from '../../../core/incident/state.ts';
import type { Policy } from '../../../core/policy.ts';
import type { EpochMs, PlatformId } from '../../../core/units.ts';
import type { DossierDesk } from '../dossier/dossier-desk.ts';

/**
 * What a page of the console may read beside the view of now. Each is optional, since a home may not
 * have it: a page then says so in words. Everything that one answers is bounded.
 */
export interface ConsoleSources {
  /** What the view was made of. */
  readonly ground?: () => Ground;
  /** The latest turns of a platform, in order. */
  readonly turnsOf?: (platform: PlatformId) => readonly ShareTurn[];
  /** What was measured. */
  readonly observations?: Observations['between'];
  /** What the authoritative servers answer; null when they could not be asked just now. */
  readonly dns?: (platform: PlatformId) => Promise<DnsNow | null>;
  /** Whom to telephone about an incident, by the ids of its notices, in order. */
  readonly toTelephone?: (notices: readonly string[]) => Promise<readonly PeopleTask[]>;
  /** What this home holds of a platform's mirror; null for one without. */
  readonly mirrorSheet?: (platform: PlatformId) => Promise<MirrorSheet | null>;
  /** How notices are worded, in either language. */
  readonly previews?: (language: 'fr' | 'en') => RenderNotice;
  /** Status pages of hosters that are read as evidence, in the order of preau.yaml. */
  readonly feeds?: readonly HosterFeed[];
  /** The directory of schools, and what was sent to each. */
  readonly schools?: SchoolDesk;
  /** Makes dossiers for whoever may have them. @default none are made here */
  readonly dossiers?: DossierDesk;
  /** When this home first saw anything; null when nobody knows. */
  readonly watchedSince?: () => Promise<EpochMs | null>;
}

/** A hoster, and where its own word on its incidents is read. */
export interface HosterFeed {
  readonly name: string;
  /** Null where none is read. */
  readonly feed: Pick<FeedConfig, 'kind' | 'url' | 'regions' | 'products' | 'wholePage'> | null;
}

/** State, policy and the home's own circumstances: all that pages word. */
export interface Ground {
  readonly state: State;
  readonly policy: Policy;
  readonly extras: NowExtras;
}
