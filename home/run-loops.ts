import type { Engine } from '../app/engine.ts';
import type { Ports } from '../app/ports.ts';
import { measureMirror } from '../app/watch/measure-mirror.ts';
import { watchRound } from '../app/watch/watch-round.ts';
import type { Policy } from '../core/policy.ts';
import { durationMs, type EpochMs, seconds } from '../core/units.ts';
import { every } from './loops/every.ts';

export interface LoopSettings {
  readonly language: 'fr' | 'en';
  /** For one probe, in real milliseconds. */
  readonly probeBudgetMs: number;
  readonly onRound: (at: EpochMs) => void;
  readonly onError: (error: unknown) => void;
}

/** A tick decides nothing that a second could spoil; faster paces beat every 100 real ms. */
const TICK_MS = seconds(1);
const TICK_REAL_MIN_MS = 100;
/** A mirror is measured once in this many rounds: it changes by the day. Chosen. */
const ROUNDS_PER_MIRROR = 3;

/** Everything in a home that time drives: rounds of probes, measures of mirrors, ticks. */
export async function runLoops(
  ports: Ports,
  engine: Engine,
  policy: Policy,
  settings: LoopSettings,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = ports;
  const { intervalMs } = policy.watch;
  const beat = durationMs(TICK_MS * Math.max(1, TICK_REAL_MIN_MS / clock.real(TICK_MS)));
  await Promise.all([
    every(
      clock,
      intervalMs,
      () => watch(ports, engine, policy, settings),
      signal,
      settings.onError,
    ),
    every(
      clock,
      durationMs(intervalMs * ROUNDS_PER_MIRROR),
      () => measureMirrors(ports, engine, policy, settings),
      signal,
      settings.onError,
    ),
    every(
      clock,
      beat,
      async () => void (await engine.handle({ kind: 'tick', at: clock.now() })),
      signal,
      settings.onError,
    ),
  ]);
}

async function watch(
  ports: Ports,
  engine: Engine,
  policy: Policy,
  settings: LoopSettings,
): Promise<void> {
  const events = await watchRound(ports, policy, settings);
  for (const event of events) await engine.handle(event);
  settings.onRound(ports.clock.now());
}

/** Looked at from the first vantage that was not blind in the latest round. */
async function measureMirrors(
  ports: Ports,
  engine: Engine,
  policy: Policy,
  settings: LoopSettings,
): Promise<void> {
  const blind = new Set(Object.values(engine.state().platforms).flatMap((known) => known.blind));
  const vantage = policy.vantages.find(({ id }) => !blind.has(id));
  if (vantage === undefined) return;
  await Promise.all(
    policy.platforms.map(async (platform) => {
      const { mirror } = platform;
      if (mirror === undefined) return;
      await engine.handle(await measureMirror(ports, { ...platform, mirror }, vantage, settings));
    }),
  );
}
