import { collectSignals } from '../app/cause/collect-signals.ts';
import type { Engine } from '../app/engine.ts';
import type { Ports } from '../app/ports.ts';
import type { Signal } from '../core/cause/signal.ts';
import type { Neighbour } from '../core/cause/signals-from-topology.ts';
import type { Speech } from '../core/cause/speech.ts';
import type { Action } from '../core/incident/action.ts';
import type { State } from '../core/incident/state.ts';
import type { Policy } from '../core/policy.ts';
import { durationMs } from '../core/units.ts';
import type { HomeSpec } from './home-spec.ts';

/** Gathers the signals of one incident from everything that this home can see. */
export function collectFor(
  ports: Ports,
  engine: Engine,
  policy: Policy,
  spec: HomeSpec,
  speech: Speech,
): (action: Extract<Action, { kind: 'collect-signals' }>) => Promise<readonly Signal[]> {
  return ({ platform, fellAt }) =>
    collectSignals(
      { platform, fellAt, at: ports.clock.now() },
      {
        feeds: ports.feeds,
        traffic: ports.traffic,
        observationsOf: (id, from, to) => ports.observations.between(id, from, to),
        neighbours: neighbours(engine.state(), policy),
        calendar: spec.config.cause.calendar,
        speech,
        ...(spec.rehearsal === null ? {} : { calmLeadMs: durationMs(spec.rehearsal.calmLeadMs) }),
      },
    );
}

function neighbours(state: State, policy: Policy): readonly Neighbour[] {
  return policy.platforms.map(({ id, name, hoster, vendor }) => {
    const falls = Object.values(state.incidents)
      .filter((incident) => incident.platform === id && !incident.drill)
      .map(({ fellAt }) => fellAt)
      .toSorted((one, other) => other - one);
    return {
      platform: id,
      name,
      hoster,
      ...(vendor === undefined ? {} : { vendor }),
      standing: state.platforms[id]?.standing ?? 'up',
      fellAt: falls[0] ?? null,
    };
  });
}
