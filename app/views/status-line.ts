import { markDrill } from './drill-mark.ts';
import type { Incident, PlatformState } from '../../core/incident/state.ts';
import type { Platform } from '../../core/platform.ts';
import type { Policy } from '../../core/policy.ts';
import type { EpochMs, PlatformId } from '../../core/units.ts';
import { type Look, lookOf } from './look.ts';
import type { StatusExtras } from './status-view.ts';
import type { Words } from './words.ts';

/** One platform on the public page. */
export interface StatusLine {
  readonly id: PlatformId;
  readonly name: string;
  readonly look: Look;
  readonly lookWord: string;
  readonly since: EpochMs;
  /** Where the lessons are, in a sentence. */
  readonly lessons: string;
  /** The mirror's own name, always reachable; null while the usual address is enough. */
  readonly lessonsUrl: string | null;
  /** The cause with its rung, as far as it is known; null when nothing is wrong. */
  readonly cause: string | null;
  readonly reference: string | null;
  /** Null once it is past: an old promise tells nobody anything. */
  readonly nextWordAt: EpochMs | null;
  readonly drill: boolean;
}

/** Word one platform for everybody. */
export function statusLine(
  platform: Platform,
  state: PlatformState,
  incident: Incident | null,
  policy: Policy,
  extras: StatusExtras,
): StatusLine {
  const { words } = extras;
  const look = lookOf(state);
  const open = incident?.closedAt === null ? incident : null;
  // Ended by a person, it goes on until its end was told.
  const drill = state.drill || open?.drill === true;
  const calm = look === 'up' || look === 'unseen';
  return {
    id: platform.id,
    name: platform.name,
    look,
    lookWord: markDrill(words(`status.look.${look}`), drill),
    since: sinceOf(look, state, open),
    lessons: words(`status.lessons.${look}`),
    lessonsUrl: calm || !platform.mirror ? null : `https://${platform.mirror.ownName}/`,
    cause: open && look !== 'suspended' ? causeSentence(open, policy, extras) : null,
    reference: open?.reference ?? null,
    nextWordAt: promised(open?.nextWordAt ?? null, extras.now),
    drill,
  };
}

const promised = (at: EpochMs | null, now: EpochMs): EpochMs | null =>
  at !== null && at >= now ? at : null;

/** People count an outage from its fall, not from the turn of the DNS. */
function sinceOf(look: Look, state: PlatformState, open: Incident | null): EpochMs {
  const fallen = look === 'down' || look === 'sheltered';
  if (look === 'degraded') return state.degradedSince ?? state.since;
  if (look === 'shared') return state.shed?.since ?? state.since;
  return fallen && open ? open.fellAt : state.since;
}

/**
 * What may be said of the cause. The verdict's own words, after its gates, and never before the
 * policy's first word: an early guess is what the page exists to avoid.
 */
function causeSentence(incident: Incident, policy: Policy, extras: StatusExtras): string {
  const { words, now } = extras;
  const { confirmedCause, verdict, fellAt } = incident;
  if (confirmedCause !== null) return rungSentence('confirmée', confirmedCause, words);
  if (verdict === null || now - fellAt < policy.cause.firstWordMs) {
    return words('status.cause.sought');
  }
  if (verdict.cause === 'undetermined' || verdict.rung === 'inconnue') {
    const open = verdict.open.filter((cause) => cause !== 'other');
    if (open.length < 2) return words('status.cause.unknown');
    const list = open.map((cause) => words(`status.causes.${cause}`));
    const joined = new Intl.ListFormat(extras.language, { type: 'disjunction' }).format(list);
    return words('status.cause.open', { list: joined });
  }
  return rungSentence(verdict.rung, verdict.cause, words);
}

function rungSentence(rung: string, cause: string, words: Words): string {
  return words(`status.rung.${rung}`, { cause: words(`status.causes.${cause}`) });
}
