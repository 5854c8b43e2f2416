import type { Engine } from '../app/engine.ts';
import type { Ports } from '../app/ports.ts';
import { measureMirrors, ROUNDS_PER_MIRROR } from '../app/watch/measure-mirrors.ts';
import { observeRound } from '../app/watch/observe-round.ts';
import { tellGap } from '../app/watch/tell-gap.ts';
import { doubted } from '../core/incident/doubted.ts';
import type { Policy } from '../core/policy.ts';
import { durationMs, type EpochMs, epochMs, seconds } from '../core/units.ts';
import { every } from './loops/every.ts';

export interface LoopSettings {
  readonly language: 'fr' | 'en';
  /** For one probe, in real milliseconds. */
  readonly probeBudgetMs: number;
  /** When anything was last measured before this start; null = never. @default null */
  readonly lastSeenAt?: EpochMs | null;
  readonly onRound: (at: EpochMs) => void;
  readonly onError: (error: unknown) => void;
}

/** A tick decides nothing that a second could spoil; faster paces beat every 100 real ms. */
const TICK_MS = seconds(1);
const TICK_REAL_MIN_MS = 100;

/** Everything in a home that time drives: rounds of probes, measures of mirrors, ticks. */
export async function runLoops(
  ports: Ports,
  engine: Engine,
  policy: Policy,
  settings: LoopSettings,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = ports;
  const living = whileNotEnding(engine, signal);
  const { intervalMs } = policy.watch;
  const beat = durationMs(TICK_MS * Math.max(1, TICK_REAL_MIN_MS / clock.real(TICK_MS)));
  let seenAt: EpochMs | null = null;
  const seen = () => ({ seenAt: seenAt ?? epochMs(0) });
  await Promise.all([
    every(
      clock,
      intervalMs,
      async () => {
        await watch(ports, living, policy, settings, signal);
        const before = seenAt ?? settings.lastSeenAt ?? null;
        seenAt = clock.now();
        await tellGap(engine, before, seenAt);
      },
      signal,
      settings.onError,
    ),
    every(
      clock,
      durationMs(intervalMs * ROUNDS_PER_MIRROR),
      () => measureMirrors(ports, living, policy, settings),
      signal,
      settings.onError,
    ),
    every(
      clock,
      beat,
      async () => void (await engine.handle({ kind: 'tick', at: clock.now(), ...seen() })),
      signal,
      settings.onError,
    ),
  ]);
}

/**
 * A home that ends decides nothing any more on what it sees: with it a machine's network may go, or a
 * rehearsal's platforms, and that is no fall of anybody's.
 */
const whileNotEnding = (engine: Engine, signal: AbortSignal): Engine => ({
  ...engine,
  handle: async (event) => (signal.aborted ? null : engine.handle(event)),
});

/** One round of all; and of those that it left in doubt, one more at half the interval. */
async function watch(
  ports: Ports,
  engine: Engine,
  policy: Policy,
  settings: LoopSettings,
  signal: AbortSignal,
): Promise<void> {
  await observeRound(ports, engine, policy, settings);
  settings.onRound(ports.clock.now());
  if (doubted(engine.state()).size === 0) return;
  await ports.clock.sleep(durationMs(policy.watch.intervalMs / 2), signal);
  const still = doubted(engine.state());
  if (still.size > 0 && !signal.aborted) await observeRound(ports, engine, policy, settings, still);
}
