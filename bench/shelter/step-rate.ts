import type { Event } from '../../core/incident/event.ts';
import { initialState } from '../../core/incident/initial-state.ts';
import { step } from '../../core/incident/step.ts';
import type { Fitness } from '../../core/mirror/manifest.ts';
import type { Policy } from '../../core/policy.ts';
import { durationMs, epochMs } from '../../core/units.ts';
import type { Vote } from '../../core/watch/observation.ts';
import { loadPolicy } from '../../home/load-policy.ts';
import { seededRandom } from '../../home/stage/seeded-random.ts';
import { homeConfig } from './home-config.ts';
import { HTTP_PORT, HTTPS_PORT, ZONE } from './scenery.ts';

/** With its control a configuration's most: 500. */
const PLATFORMS = 499;
/** A Monday in November at ten in the morning: lessons everywhere. */
const FROM = Date.UTC(2026, 10, 30, 9);
const ROUND_MS = 10_000;
const TICK_MS = 1_000;
/** In one round: a platform falls, a fallen one is back, one vantage alone errs. Chosen. */
const [FALLS, RETURNS, ERRS] = [1 / 2_000, 1 / 30, 1 / 100];

/** How many events a second the core decides on, and what the mix was. */
export interface StepRate {
  readonly perSecond: number;
  readonly events: number;
  readonly turns: number;
}

/**
 * Replay rounds of a country with its falls, returns and lone errors, as fast as it goes. Each turn
 * that the core asks for is said to be done at once. The events are made before.
 *
 * @param hasTicks whether each second has its tick too, which looks at all platforms
 */
export function stepRate(rounds: number, seed: number, hasTicks: boolean): StepRate {
  const policy = loadPolicy(configOf());
  const events = makeEvents(policy, rounds, seed, hasTicks);
  let state = initialState(policy);
  let turns = 0;
  let count = 0;
  const from = performance.now();
  for (const event of events) {
    const { state: next, actions } = step(state, event, policy);
    state = next;
    count += 1;
    for (const action of actions) {
      if (action.kind !== 'turn-dns') continue;
      turns += 1;
      count += 1;
      const { platform, turn } = action;
      const done = { platform, turn, verified: true, answers: [], detail: '' };
      state = step(state, { kind: 'dns-turned', at: event.at, ...done }, policy).state;
    }
  }
  return { perSecond: count / ((performance.now() - from) / 1_000), events: count, turns };
}

const configOf = () =>
  homeConfig(
    {
      zone: ZONE,
      httpPort: HTTP_PORT,
      httpsPort: HTTPS_PORT,
      ttlSec: 60,
      watched: Array.from({ length: PLATFORMS }, (_, index) => ({
        id: `p${index}`,
        origin: `127.1.${Math.floor(index / 250)}.${(index % 250) + 1}`,
        mirror: '127.2.0.1',
      })),
    },
    'lessons',
    'pages',
  );

function makeEvents(
  policy: Policy,
  rounds: number,
  seed: number,
  hasTicks: boolean,
): readonly Event[] {
  const random = seededRandom(seed, 'step');
  const down = new Set<string>();
  const fitness: Fitness = { fit: true, at: epochMs(FROM), reasons: [] };
  const events: Event[] = policy.platforms
    .filter(({ mirror }) => mirror !== undefined)
    .map(({ id: platform }) => ({
      kind: 'mirror-measured',
      at: epochMs(FROM),
      platform,
      fitness,
    }));
  for (let round = 0; round < rounds; round += 1) {
    const at = epochMs(FROM + round * ROUND_MS);
    for (const { id: platform } of policy.platforms) {
      const chance = random.next();
      if (down.has(platform) ? chance < RETURNS : false) down.delete(platform);
      else if (chance < FALLS) down.add(platform);
      const isDown = down.has(platform);
      const votes = policy.vantages.map(({ id }) => voteOf(id, isDown !== random.next() < ERRS));
      events.push({ kind: 'round-observed', at, platform, votes, dnsSays: 'unknown' });
    }
    for (let tick = 0; hasTicks && tick < ROUND_MS; tick += TICK_MS)
      events.push({ kind: 'tick', at: epochMs(at + tick) });
  }
  return events;
}

const voteOf = (vantage: Vote['vantage'], isDown: boolean): Vote =>
  isDown
    ? {
        vantage,
        says: 'down',
        failure: { stage: 'tcp', kind: 'tcp-refused', detail: 'ECONNREFUSED' },
        totalMs: durationMs(3),
      }
    : { vantage, says: 'up', totalMs: durationMs(40) };
