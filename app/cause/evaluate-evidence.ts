import { namesNobody } from '../../core/cause/gates/g6-names-nobody.ts';
import type { Claim, Signal } from '../../core/cause/signal.ts';
import { signalsFromTopology } from '../../core/cause/signals-from-topology.ts';
import type { Speech } from '../../core/cause/speech.ts';
import { type EpochMs, epochMs } from '../../core/units.ts';
import { CALENDAR_KINDS, HOSTER_KINDS, PROBE_KINDS, ROLE_OF } from './evaluate-kinds.ts';
import { causeOfLabel } from './evaluate-labels.ts';
import type { Scenario } from './evaluate-parse.ts';
import type { ClaimItem, SignalItem } from './evaluate-schema.ts';
import { neighboursOf, runsItself } from './evaluate-services.ts';
import { trafficFeatures } from './evaluate-traffic.ts';

/** What Préau would have had in hand on the day. */
export interface ScenarioEvidence {
  readonly at: EpochMs;
  readonly signals: readonly Signal[];
  readonly claims: readonly Claim[];
}

const STATEMENT_MAX_CHARS = 300;
/** The last instant that a Date can hold. */
const INSTANT_MAX = 8.64e15;

/** @param speech whose `cause.told.*` say each finding; of the file's own words, services' names and people's */
export function scenarioEvidence(scenario: Scenario, speech: Speech): ScenarioEvidence {
  const day = dayOf(scenario.head.date);
  const own = scenario.signals.map((one) => ownSignal(one, day));
  const at = own.reduce((latest, one) => (one.at > latest ? one.at : latest), day);
  // A home's own signals hold what it read of its neighbours: it is not read a second time.
  const seen = own.length > 0 ? own : topologyOf(scenario, at, speech);
  return {
    at,
    signals: [...findings(scenario, at, speech), ...seen],
    claims: claimsOf(scenario, at),
  };
}

function findings(scenario: Scenario, at: EpochMs, speech: Speech): readonly Signal[] {
  const tell = (source: string, provenance: Signal['provenance']) => (feature: string) => ({
    feature,
    at,
    provenance,
    source,
    statement: speech.words(`cause.told.${feature}`),
  });
  const features = (kinds: readonly string[], known: Readonly<Record<string, string | null>>) => [
    ...new Set(kinds.map((kind) => known[kind]).filter((one) => typeof one === 'string')),
  ];
  return [
    ...features(scenario.probes, PROBE_KINDS).map(tell('probes', 'measured')),
    ...trafficFeatures(scenario.traffic).map(tell('traffic', 'measured')),
    ...features(hosterKinds(scenario), HOSTER_KINDS).map(tell('hoster-feed', 'declared')),
    ...features(scenario.calendar, CALENDAR_KINDS).map(tell('calendar', 'declared')),
  ];
}

/** What hosters' pages said; an incident on the page of a platform that runs itself accuses no hoster. */
function hosterKinds({ hoster, services }: Scenario): readonly string[] {
  const fallen = services.filter(({ affected }) => affected);
  const own = fallen.length > 0 && fallen.every((one) => runsItself(one));
  return own ? hoster.filter((kind) => kind !== 'incident_same_hoster') : hoster;
}

/** Nine in the morning, UTC, of its day; the hour of a fall is in its calendar, where it matters. */
function dayOf(date: string | null | undefined): EpochMs {
  const at = Date.parse(`${(date ?? '').slice(0, 10)}T09:00:00Z`);
  return epochMs(Number.isFinite(at) ? Math.max(0, at) : 0);
}

/** Seen from the first affected service whose hoster is on record, else from the first affected. */
function topologyOf({ services }: Scenario, at: EpochMs, speech: Speech): readonly Signal[] {
  const neighbours = neighboursOf(services, at);
  const fallen = neighbours.filter(({ standing }) => standing === 'down');
  const own = fallen.find(({ hoster }) => hoster !== 'unknown') ?? fallen[0];
  return own === undefined
    ? []
    : signalsFromTopology({ at, platform: own.platform, fellAt: at, neighbours, speech });
}

/** A signal as a home wrote it; its words are read as anybody's. */
function ownSignal(
  { feature, provenance, source, statement, at }: SignalItem,
  day: EpochMs,
): Signal {
  const said = oneLine(statement ?? '');
  return {
    feature,
    at: instantOf(at, day),
    provenance: provenance ?? 'measured',
    source: oneLine(source ?? '') || 'file',
    statement: said !== '' && namesNobody(said) ? said : feature,
  };
}

/** With its offset: without, an instant would be another on each machine. */
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/u;

/** Milliseconds or ISO 8601 with an offset; the scenario's day where it is neither. */
function instantOf(at: SignalItem['at'], day: EpochMs): EpochMs {
  const told = typeof at === 'string' && !ISO.test(at) ? null : at;
  const instant = typeof told === 'string' ? Date.parse(told) : (told ?? Number.NaN);
  return instant > 0 && instant <= INSTANT_MAX ? epochMs(Math.round(instant)) : day;
}

/** People's words, and the hoster's denial that its own page shows: one role says one thing once. */
function claimsOf({ claims, hoster }: Scenario, at: EpochMs): readonly Claim[] {
  const denial: readonly ClaimItem[] = hoster.includes('hoster_denies')
    ? [{ role: 'hoster', asserts: 'not:hosting' }]
    : [];
  return [...claims, ...denial].flatMap((claim) => {
    const { role, asserts, says, who, denies, statement, source } = claim;
    const cause = causeOfLabel(asserts.replace(/^not:/, ''));
    if (cause === null || cause === 'unknown') return [];
    return [
      {
        at,
        role: ROLE_OF.get(role) ?? 'public',
        asserts: cause,
        denies: denies ?? asserts.startsWith('not:'),
        statement: oneLine(says ?? statement ?? ''),
        source: oneLine(who ?? source ?? role),
      },
    ];
  });
}

const oneLine = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, STATEMENT_MAX_CHARS);
