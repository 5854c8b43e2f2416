import type { Config } from '../../config/schema.ts';
import type { Signal } from '../../core/cause/signal.ts';
import type { FeedRole } from '../../core/cause/signals-from-feed.ts';
import type { Neighbour } from '../../core/cause/signals-from-topology.ts';
import type { Speech } from '../../core/cause/speech.ts';
import type { Action } from '../../core/incident/action.ts';
import type { State } from '../../core/incident/state.ts';
import type { Policy } from '../../core/policy.ts';
import { type DurationMs, epochMs, type IncidentId, type PlatformId } from '../../core/units.ts';
import { zoneOf } from '../../core/zone-of.ts';
import type { Engine } from '../engine.ts';
import type { Ports } from '../ports.ts';
import { askPlainPage } from './ask-plain-page.ts';
import { collectSignals } from './collect-signals.ts';
import { type SchoolTables, zoneDays } from './zone-days.ts';

export interface CollectSettings {
  /** Days of crowds that the operator knows beforehand. */
  readonly calendar: Config['cause']['calendar'];
  /** The official school calendar. @default unknown: any weekday may have class */
  readonly school?: SchoolTables;
  readonly speech: Speech;
  /** How long before a fall the calm ends that its traffic is compared with. */
  readonly calmLeadMs?: DurationMs;
}

export type CollectPorts = Pick<
  Ports,
  'clock' | 'feeds' | 'traffic' | 'metrics' | 'observations' | 'evidence' | 'prober'
>;

/** Gathers the signals of one incident from everything that this home can see. */
export function collectFor(
  ports: CollectPorts,
  engine: Pick<Engine, 'state'>,
  policy: Policy,
  settings: CollectSettings,
): (action: Extract<Action, { kind: 'collect-signals' }>) => Promise<readonly Signal[]> {
  return ({ incident, platform, fellAt, until }) => {
    const { school, ...rest } = settings;
    const state = engine.state();
    const at = ports.clock.now();
    return collectSignals(
      {
        platform,
        fellAt,
        at,
        stampedAt: notBefore(state, incident, at),
        heard: state.incidents[incident]?.signals ?? [],
        ...(until !== undefined && { until }),
      },
      {
        feeds: ports.feeds,
        traffic: ports.traffic,
        metrics: ports.metrics,
        observationsOf: (id, from, to) => ports.observations.between(id, from, to),
        askPlainPage: () => askPlainPage(ports.prober, policy, platform),
        keep: (raw) => ports.evidence.keep(incident, raw),
        neighbours: neighbours(state, policy),
        companies: companiesOf(policy, platform),
        ...rest,
        zones: school ? zoneDays(school, policy, platform, fellAt) : [],
        classStarts: policy.shelter.classStarts,
        // A school morning is one where its pupils are.
        speech: { ...settings.speech, timeZone: zoneOf(policy, platform) },
      },
    );
  };
}

/** A clock that was ahead must not make its own signals the latest for good. */
function notBefore(state: State, incident: IncidentId, at: number) {
  const known = state.incidents[incident]?.signals ?? [];
  return epochMs(known.reduce((latest, signal) => Math.max(latest, signal.at), at));
}

/** Whom a platform leans on; a company that is several things to it is asked once. */
function companiesOf(
  { platforms }: Policy,
  id: PlatformId,
): readonly { readonly role: FeedRole; readonly id: string }[] {
  const platform = platforms.find((one) => one.id === id);
  if (platform === undefined) return [];
  const found = new Map<string, FeedRole>();
  for (const role of ['hoster', 'cdn', 'dns', 'login'] as const) {
    const company = platform[role];
    if (company !== undefined && company !== 'unknown' && !found.has(company))
      found.set(company, role);
  }
  return [...found].map(([company, role]) => ({ role, id: company }));
}

function neighbours(state: State, policy: Policy): readonly Neighbour[] {
  return policy.platforms.map(({ id, name, hoster, cdn, dns, login, vendor }) => {
    const falls = Object.values(state.incidents)
      .filter((incident) => incident.platform === id && !incident.drill)
      .map(({ fellAt }) => fellAt)
      .toSorted((one, other) => other - one);
    return {
      platform: id,
      name,
      hoster,
      ...(cdn === undefined ? {} : { cdn }),
      ...(dns === undefined ? {} : { dns }),
      ...(login === undefined ? {} : { login }),
      ...(vendor === undefined ? {} : { vendor }),
      standing: state.platforms[id]?.standing ?? 'up',
      fellAt: falls[0] ?? null,
    };
  });
}
