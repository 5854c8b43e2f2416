import type { Engine } from '../../app/engine.ts';
import type { HealthFacts } from '../../app/health/health-facts.ts';
import type { HealthPicture } from '../../app/health/health-picture.ts';
import { judgeHealth } from '../../app/health/judge-health.ts';
import { judgeWithoutState } from '../../app/health/judge-without-state.ts';
import { type OutboxNeeds, outboxFacts } from '../../app/health/outbox-facts.ts';
import { summariseDeliveries } from '../../app/notices/summarise-deliveries.ts';
import type { Clock, Deliveries } from '../../app/ports.ts';
import type { Rounds } from '../../app/watch/rounds.ts';
import { between, type DurationMs, durationMs, type EpochMs, hours } from '../../core/units.ts';

export interface LookNeeds {
  readonly clock: Pick<Clock, 'now'>;
  readonly openEngine: () => Promise<Pick<Engine, 'state'>>;
  readonly ports: Omit<OutboxNeeds['ports'], 'deliveries'> & {
    readonly deliveries: Pick<Deliveries, 'nextAt' | 'counts'>;
  };
  readonly rounds: Pick<Rounds, 'lastEnd'>;
  /** How far workers have lately been behind the journal. */
  readonly lag: (now: EpochMs) => Promise<DurationMs>;
  /** What webhooks have not taken. @default there is none */
  readonly webhooks?: () => Promise<NonNullable<HealthFacts['webhooks']> | null>;
  /** Of the rules that the home runs by. */
  readonly rules: Pick<HealthFacts, 'intervalMs' | 'vantages' | 'mirrored'>;
  readonly messagesPerSec: number;
  /** Told of what could not be found out. */
  readonly onFailure: (error: unknown) => void;
}

/** The stream hands out nothing older (`lib/home-functions.ts`): whoever wrote nothing since lags behind nothing. */
const STREAM_AGE_MAX = hours(1);

/** @returns looks at the home on AWS, from its tables and from AWS's own figure of the stream. Never rejects. */
export function lookAtHome(needs: LookNeeds): () => Promise<HealthPicture> {
  const orNull = <T>(asked: Promise<T>): Promise<T | null> =>
    asked.catch((error: unknown) => {
      needs.onFailure(error);
      return null;
    });
  return async () => {
    const now = needs.clock.now();
    const [state, roundEndedAt, webhooks] = await Promise.all([
      orNull(needs.openEngine().then((engine) => engine.state())),
      orNull(needs.rounds.lastEnd()),
      needs.webhooks?.(),
    ]);
    const known = {
      now,
      intervalMs: needs.rules.intervalMs,
      roundEndedAt,
      ...(webhooks !== undefined && { webhooks }),
    };
    if (state === null)
      return judgeWithoutState({ ...known, journal: { untoldMs: null }, outbox: null });
    const isQuiet = between(state.at, now) > STREAM_AGE_MAX;
    const [outbox, untoldMs] = await Promise.all([
      orNull(openActions(needs, state, now)),
      isQuiet ? durationMs(0) : orNull(needs.lag(now)),
    ]);
    return judgeHealth({ ...known, ...needs.rules, state, journal: { untoldMs }, outbox });
  };
}

const openActions = (
  { ports, messagesPerSec }: LookNeeds,
  state: OutboxNeeds['state'],
  now: EpochMs,
): ReturnType<typeof outboxFacts> =>
  outboxFacts({
    ports,
    state,
    now,
    settled: async (notice) => {
      const { accepted, failed, unknown } = await summariseDeliveries(ports.deliveries, notice);
      return accepted + failed + unknown;
    },
    messagesPerSec,
  });
