import { join } from 'node:path';
import type { Scenario } from '../../config/scenario.ts';
import { durationMs, epochMs, type PlatformId, type VantageId } from '../../core/units.ts';
import { type Blindfold, createBlindfold } from './blindfold.ts';
import { trustOnly } from './browser.ts';
import { type CountsKeeper, keepCounts } from './keep-counts.ts';
import type { LessonCounts } from './lesson-ledger.ts';
import type { StageOptions } from './stage-options.ts';
import { type Ensemble, startEnsemble } from './start-ensemble.ts';
import { openStubResolver } from './stub-resolver.ts';

export interface StageCounts {
  readonly platforms: Readonly<Record<string, LessonCounts>>;
  readonly total: LessonCounts;
  readonly floodRequests: number;
}

export interface Stage {
  counts(): StageCounts;
  /** Pupils in class, and how busy each origin is at this moment. */
  now(): Readonly<
    Record<string, { readonly pupils: number; readonly busy: number; readonly waiting: number }>
  >;
  /** Where each origin listens: its port may have been the system's choice. */
  origins(): ReadonlyMap<PlatformId, { readonly address: string; readonly port: number }>;
  /** A vantage loses its network, or has it back, whatever the scenario says. */
  cutVantage(vantage: VantageId, on: boolean): void;
  /** Resolves when the scenario has been played; the origins stay up until `stop`. */
  readonly played: Promise<void>;
  /** Everybody leaves, within a moment; a second call waits for the first. */
  stop(): Promise<void>;
}

/** In the rehearsal's time: the stage looks at its timeline this often. */
const LOOK_EVERY_MS = durationMs(5_000);

/**
 * Set the stage of a rehearsal and play its scenario: origins, pupils, flood, cut vantage, claims.
 *
 * Everything is derived from the clock, so that a stage started again in mid-morning goes on from
 * there: lessons counted before are kept, claims heard before are not heard again. It touches
 * 127.0.0.0/8 only, and ends by itself at the scenario's end, but for the origins.
 *
 * @throws PreauError `scenario-invalid` when scenario and configuration do not know the same
 *   platforms, `off-loopback`, `port-in-use`, `mirror-source-empty`
 */
export async function startStage(options: StageOptions): Promise<Stage> {
  const { scenario } = options;
  const keeper = await keepCounts(join(options.dataFolder, 'lessons-asked.json'));
  const resolver = await openStubResolver(options.dns);
  const ensemble = await startEnsemble({
    ...options,
    resolver,
    trust: trustOnly(options.certificates.caPem),
    ledger: keeper.ledger,
  }).catch((error: unknown) => {
    resolver.close();
    throw error;
  });
  const blindfold = createBlindfold(scenario, options.vantages, (source, on) =>
    ensemble.cut(source, on),
  );
  const ending = new AbortController();
  const played = play(options, { ensemble, blindfold, keeper, signal: ending.signal });
  const stop = async () => {
    ending.abort();
    await played.catch(() => undefined);
    await ensemble.dismiss();
    await ensemble.close();
    resolver.close();
    await keeper.saveNow();
  };
  let stopped: Promise<void> | undefined;
  // Whoever waits for `played` hears of it; nobody has to.
  played.catch(() => undefined);

  return {
    played,
    counts: () => countsOf(ensemble, scenario),
    now: () => ensemble.now(),
    origins: () => ensemble.origins,
    cutVantage: (vantage, on) => {
      blindfold.byHand(vantage, on);
      blindfold.apply(options.clock.now());
    },
    stop: () => (stopped ??= stop()),
  };
}

interface Players {
  readonly ensemble: Ensemble;
  readonly blindfold: Blindfold;
  readonly keeper: CountsKeeper;
  readonly signal: AbortSignal;
}

async function play(
  { scenario, clock, onClaim, heardUntil }: StageOptions,
  { ensemble, blindfold, keeper, signal }: Players,
): Promise<void> {
  let heard = heardUntil ?? clock.now();
  for (let now = clock.now(); now < scenario.end; now = clock.now()) {
    if (signal.aborted) return;
    blindfold.apply(now);
    ensemble.follow(now);
    for (const claim of scenario.claims) {
      if (claim.claim.at > heard && claim.claim.at <= now) onClaim(claim);
    }
    heard = epochMs(Math.max(heard, now));
    await keeper.save();
    await clock.sleep(LOOK_EVERY_MS, signal);
  }
  blindfold.apply(scenario.end);
  await ensemble.dismiss();
  await keeper.saveNow();
}

function countsOf(ensemble: Ensemble, { platforms }: Scenario): StageCounts {
  const { ledger } = ensemble;
  return {
    platforms: Object.fromEntries(platforms.map(({ id }) => [id, ledger.of(id)])),
    total: ledger.total(),
    floodRequests: ensemble.sent(),
  };
}
