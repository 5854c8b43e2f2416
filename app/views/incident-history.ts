import type { Rung, SpokenCause } from '../../core/cause/cause.ts';
import { saidSpans } from '../../core/cause/said-spans.ts';
import type { Incident, State } from '../../core/incident/state.ts';
import type { Notice, Phase } from '../../core/notice/notice.ts';
import type { Policy } from '../../core/policy.ts';
import { type EpochMs, hours, type IncidentId, type PlatformId } from '../../core/units.ts';
import { causeSentence } from './cause-sentence.ts';
import { markDrill } from './drill-mark.ts';
import { publicWord } from './public-word.ts';
import type { StatusExtras } from './status-view.ts';

/** One fall of the last 90 days as everybody may read it: no vote, no probability, no recipient. */
export interface PublicIncident {
  readonly id: IncidentId;
  readonly reference: string;
  readonly platform: PlatformId;
  readonly platformName: string;
  readonly drill: boolean;
  /** The same from its beginning to its end; EXERCICE first in a drill. */
  readonly headline: string;
  readonly fellAt: EpochMs;
  readonly confirmedAt: EpochMs;
  readonly shelteredAt: EpochMs | null;
  readonly recoveredAt: EpochMs | null;
  readonly closedAt: EpochMs | null;
  /** Null in a drill, and before the first word on a cause is due. */
  readonly cause: PublicCause | null;
  /** The mirror's own name; null for a platform that no longer has one. */
  readonly lessonsUrl: string | null;
  /** Each notice that a provider accepted, the oldest first. */
  readonly words: readonly PublicWords[];
}

export interface PublicCause {
  readonly code: SpokenCause;
  readonly certainty: Rung;
  readonly sentence: string;
  /** Since when it is said; null when the state does not tell. */
  readonly since: EpochMs | null;
}

/** One notice as its readers got it. */
export interface PublicWords {
  /** The notice's: `<incident>/<phase>/<round>`. */
  readonly id: string;
  /** When a provider accepted its first message. */
  readonly at: EpochMs;
  readonly phase: Phase;
  readonly phaseWord: string;
  readonly subject: string;
  readonly sms: string;
  readonly mail: string;
  readonly sheltered: boolean;
}

/** What Statuspage pages show of the past, and the bars of ours. */
const KEPT = hours(90 * 24);

/** Bounds, chosen: a fall a day and more, and an update an hour for two days. */
const MOST_INCIDENTS = 150;
const MOST_WORDS = 50;

/** The falls that are open or ended within 90 days, the latest first. Pure. */
export function incidentHistory(
  state: State,
  policy: Policy,
  extras: StatusExtras,
): readonly PublicIncident[] {
  const said = wordsByIncident(Object.values(state.notices), extras);
  return Object.values(state.incidents)
    .filter(({ closedAt }) => closedAt === null || extras.now - closedAt <= KEPT)
    .toSorted((one, other) => other.fellAt - one.fellAt || (one.id < other.id ? -1 : 1))
    .slice(0, MOST_INCIDENTS)
    .map((incident) => publicIncident(incident, said.get(incident.id) ?? [], policy, extras));
}

function publicIncident(
  incident: Incident,
  words: readonly PublicWords[],
  policy: Policy,
  extras: StatusExtras,
): PublicIncident {
  const { id, reference, platform, drill } = incident;
  const known = policy.platforms.find((one) => one.id === platform);
  const platformName = known?.name ?? platform;
  const told = drill ? '' : ` · ${extras.words('status.reference', { reference })}`;
  return {
    id,
    reference,
    platform,
    platformName,
    drill,
    headline: markDrill(`${platformName}${told}`, drill),
    fellAt: incident.fellAt,
    confirmedAt: incident.confirmedAt,
    shelteredAt: incident.shelteredAt,
    recoveredAt: incident.recoveredAt,
    closedAt: incident.closedAt,
    cause: drill ? null : publicCause(incident, policy, extras),
    lessonsUrl: known?.mirror ? `https://${known.mirror.ownName}/` : null,
    words: words.slice(-MOST_WORDS),
  };
}

function publicCause(incident: Incident, policy: Policy, extras: StatusExtras): PublicCause | null {
  const word = publicWord(incident, policy, extras.now);
  if (word === null) return null;
  const since = saidSpans(incident, policy.cause.firstWordMs).at(-1)?.from ?? null;
  return { code: word.cause, certainty: word.rung, sentence: causeSentence(word, extras), since };
}

function wordsByIncident(
  notices: readonly Notice[],
  extras: StatusExtras,
): ReadonlyMap<IncidentId, readonly PublicWords[]> {
  const said = notices
    .flatMap((notice) => {
      const at = notice.firstAcceptedAt;
      return at === undefined ? [] : [{ notice, at }];
    })
    .toSorted((one, other) => one.at - other.at || (one.notice.id < other.notice.id ? -1 : 1));
  return new Map(
    [...Map.groupBy(said, ({ notice }) => notice.content.incident)].map(([id, list]) => [
      id,
      list.map(({ notice, at }) => publicWords(notice, at, extras)),
    ]),
  );
}

function publicWords({ id, content }: Notice, at: EpochMs, extras: StatusExtras): PublicWords {
  const { sms, mailSubject: subject, mailText: mail } = extras.render(content);
  const { phase, sheltered } = content;
  const phaseWord = extras.words(`status.phase.${phase}`);
  return { id, at, phase, phaseWord, subject, sms, mail, sheltered };
}
