import type { Cause, SpokenCause } from '../../core/cause/cause.ts';
import type { RecordedCause } from '../../core/cause/recorded-cause.ts';
import type { Claim, Signal } from '../../core/cause/signal.ts';
import type { Incident, State } from '../../core/incident/state.ts';
import type { Policy } from '../../core/policy.ts';
import { localDate } from '../../core/school/local-date.ts';
import { type EpochMs, hours } from '../../core/units.ts';
import { zoneOf } from '../../core/zone-of.ts';

/** The labels of scenarios.jsonl; `unknown` where those who looked do not know. */
type Label =
  | 'overload'
  | 'attack'
  | 'hosting'
  | 'application'
  | 'dns_tls'
  | 'third_party'
  | 'unknown';

/** One closed incident in the form of scenarios.jsonl, with what Préau itself read beside. */
export interface OwnScenario {
  readonly id: string;
  readonly title: string;
  /** The day of the fall where its pupils are. */
  readonly date: string;
  readonly sources: readonly { readonly url: string; readonly seen: 'recorded' }[];
  readonly services: readonly {
    readonly name: string;
    readonly hoster: string;
    readonly affected: boolean;
    readonly provenance: 'doc';
  }[];
  /** The outside view as others write it: empty, since `signals` says more. */
  readonly probeFindings: readonly [];
  readonly hosterStatus: readonly [];
  readonly calendar: readonly [];
  readonly changes: readonly [];
  readonly claims: readonly ScenarioClaim[];
  /** What this home read itself, by the features of the likelihood table. */
  readonly signals: readonly ScenarioSignal[];
  readonly label: Label;
  readonly acceptable: readonly Label[];
  readonly labelConfidence: number;
  /** Never an input: who says so. */
  readonly why: string;
  readonly secondaryCause?: Label;
}

export interface ScenarioClaim {
  readonly who: string;
  readonly role: Claim['role'];
  /** A label, or `not:` and a label. */
  readonly asserts: string;
  readonly says: string;
  /** ISO 8601, UTC. */
  readonly when: string;
  readonly knownWithin24h: boolean;
}

export interface ScenarioSignal extends Omit<Signal, 'at' | 'raw'> {
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface OwnScenarios {
  /** In order of their falls. */
  readonly scenarios: readonly OwnScenario[];
  /** Ids of closed incidents whose cause nobody has recorded. */
  readonly unrecorded: readonly string[];
  /** Ids of those whose recorded cause has no label in this form: closed on purpose. */
  readonly unlabelled: readonly string[];
}

/** A claim that comes later says what is known afterwards, not what was to be weighed. */
const EARLY = hours(24);

/**
 * A home's own closed incidents as a labelled set, to judge its verdicts by. Drills have no cause.
 *
 * @param since falls from then on. @default all
 */
export function ownScenarios(state: State, policy: Policy, since?: EpochMs): OwnScenarios {
  const closed = Object.values(state.incidents)
    .filter(({ drill, closedAt, fellAt }) => !drill && closedAt !== null && fellAt >= (since ?? 0))
    .toSorted((one, other) => one.fellAt - other.fellAt);
  const read = closed.map((incident) => ({
    id: incident.id,
    record: incident.recorded?.at(-1),
    scenario: scenarioOf(incident, state, policy),
  }));
  return {
    scenarios: read.flatMap(({ scenario }) => scenario ?? []),
    unrecorded: read.flatMap(({ id, record }) => (record === undefined ? [id] : [])),
    unlabelled: read.flatMap(({ id, record, scenario }) => (record && !scenario ? [id] : [])),
  };
}

function scenarioOf(incident: Incident, state: State, policy: Policy): OwnScenario | null {
  const record = incident.recorded?.at(-1);
  const label = record && labelOf(record.cause);
  if (record === undefined || !label) return null;
  const { id, platform, fellAt, reference, claims, signals } = incident;
  const name = policy.platforms.find((one) => one.id === platform)?.name ?? platform;
  const also = record.also && labelOf(record.also);
  return {
    id,
    title: `${name}, ${reference}`,
    date: localDate(fellAt, zoneOf(policy, platform)),
    sources: [{ url: record.source, seen: 'recorded' }],
    services: servicesOf(incident, state, policy),
    probeFindings: [],
    hosterStatus: [],
    calendar: [],
    changes: [],
    claims: claims.map((claim) => claimOf(claim, fellAt)),
    signals: signals.map(signalOf),
    label,
    acceptable: [...new Set([label, ...(also ? [also] : [])])],
    labelConfidence: record.confidence,
    why: whyOf(record),
    ...(also && { secondaryCause: also }),
  };
}

/** All watched services: those that stood say as much as those that fell. */
const servicesOf = (
  { episode }: Incident,
  { incidents }: State,
  { platforms, hosters }: Policy,
) => {
  const fell = new Set(
    Object.values(incidents)
      .filter((one) => one.episode === episode && !one.drill)
      .map(({ platform }) => platform),
  );
  return platforms.map(({ id, name, hoster }) => ({
    name,
    hoster: hosters.find((one) => one.id === hoster)?.name ?? hoster,
    affected: fell.has(id),
    provenance: 'doc' as const,
  }));
};

/** What the bytes were is the evidence store's: a labelled set goes to others. */
function signalOf({ raw: _raw, at, ...signal }: Signal): ScenarioSignal {
  return { ...signal, at: iso(at) };
}

const claimOf = (
  { at, role, asserts, denies, statement, source }: Claim,
  fellAt: EpochMs,
): ScenarioClaim => ({
  who: source,
  role,
  asserts: `${denies ? 'not:' : ''}${labelOf(asserts) ?? asserts}`,
  says: statement,
  when: iso(at),
  knownWithin24h: at - fellAt <= EARLY,
});

const LABELS: { readonly [cause in SpokenCause | Cause]?: Label } = {
  overload: 'overload',
  attack: 'attack',
  hosting: 'hosting',
  application: 'application',
  'name-or-certificate': 'dns_tls',
  'third-party': 'third_party',
  undetermined: 'unknown',
};

const labelOf = (cause: SpokenCause | Cause): Label | null => LABELS[cause] ?? null;

const whyOf = ({ source, by, at }: RecordedCause): string => `${source} (${by.role}, ${iso(at)})`;

const iso = (at: EpochMs): string => new Date(at).toISOString();
