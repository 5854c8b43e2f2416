import { collectSignals } from './collect-signals.ts';
import type { Engine } from '../engine.ts';
import type { Ports } from '../ports.ts';
import type { Config } from '../../config/schema.ts';
import type { Signal } from '../../core/cause/signal.ts';
import type { Neighbour } from '../../core/cause/signals-from-topology.ts';
import type { Speech } from '../../core/cause/speech.ts';
import type { Action } from '../../core/incident/action.ts';
import type { State } from '../../core/incident/state.ts';
import type { Policy } from '../../core/policy.ts';
import type { DurationMs } from '../../core/units.ts';
import { zoneOf } from '../../core/zone-of.ts';

export interface CollectSettings {
  /** Days of crowds that the operator knows beforehand. */
  readonly calendar: Config['cause']['calendar'];
  readonly speech: Speech;
  /** How long before a fall the calm ends that its traffic is compared with. */
  readonly calmLeadMs?: DurationMs;
}

/** Gathers the signals of one incident from everything that this home can see. */
export function collectFor(
  ports: Pick<Ports, 'clock' | 'feeds' | 'traffic' | 'observations'>,
  engine: Pick<Engine, 'state'>,
  policy: Policy,
  settings: CollectSettings,
): (action: Extract<Action, { kind: 'collect-signals' }>) => Promise<readonly Signal[]> {
  return ({ platform, fellAt }) =>
    collectSignals(
      { platform, fellAt, at: ports.clock.now() },
      {
        feeds: ports.feeds,
        traffic: ports.traffic,
        observationsOf: (id, from, to) => ports.observations.between(id, from, to),
        neighbours: neighbours(engine.state(), policy),
        ...settings,
        // A school morning is one where its pupils are.
        speech: { ...settings.speech, timeZone: zoneOf(policy, platform) },
      },
    );
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
