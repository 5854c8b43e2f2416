import { join } from 'node:path';
import type { Clock } from '../../app/ports.ts';
import { platformsOf } from '../../config/platforms-of.ts';
import type { Scenario, StagedClaim } from '../../config/scenario.ts';
import type { Config } from '../../config/schema.ts';
import { PreauError } from '../../core/errors.ts';
import type { RehearsalClock } from '../home-spec.ts';
import type { StageCounts } from '../stage/run-stage.ts';
import { startChild } from './child.ts';
import type { News } from './news.ts';
import type { Scene } from './set-scene.ts';
import type { StageSpec, StageTold } from './stage-spec.ts';

export interface OpenStage {
  /** Settles when the scenario has been played to its end; rejects when its process dies before. */
  readonly played: Promise<void>;
  readonly counts: () => StageCounts | null;
  /** Hear what the morning's people say, from now on and what was said before. */
  onClaim(listener: (claim: StagedClaim) => void): void;
  stop(patienceMs: number): Promise<void>;
}

interface StageNeeds {
  readonly config: Config;
  readonly scenario: Scenario;
  readonly scene: Scene;
  readonly run: string;
  readonly dns: StageSpec['dns'];
  readonly time: RehearsalClock;
  readonly clock: Clock;
  readonly tell: (news: News) => void;
  /** A start under way is broken off when this aborts. */
  readonly signal: AbortSignal;
}

/** Hundreds of clients and servers in one process: measured at 222 MB with these, 390 without. */
const MEMORY = { oldSpace: 160, semiSpace: 4 };
const STAGE = new URL('./stage-process.ts', import.meta.url);

/** Start the stage in a process of its own: origins, mirrors, pupils, and what else happens. */
export async function openStage(needs: StageNeeds): Promise<OpenStage> {
  const { config, scene, clock, tell } = needs;
  let counts: StageCounts | null = null;
  const said: StagedClaim[] = [];
  const listeners: ((claim: StagedClaim) => void)[] = [];
  const { promise: played, resolve: setPlayed, reject: setLost } = Promise.withResolvers<void>();
  played.catch(() => undefined);
  const spec: StageSpec = {
    scenario: needs.scenario,
    platforms: platformsOf(config),
    vantages: config.vantages,
    clock: needs.time,
    dns: needs.dns,
    lessons: scene.lessons,
    accessLogs: scene.accessLogs,
    mirrors: scene.mirrors,
    dataFolder: join(needs.run, 'stage'),
    certificates: join(needs.run, 'certificates'),
  };
  const hear = (told: StageTold): void => {
    if (told.kind === 'played') setPlayed();
    if (told.kind === 'counts') {
      counts = told.counts;
      tell({ kind: 'counts', at: clock.now(), counts });
    }
    if (told.kind === 'claim') {
      tell({ kind: 'claim', at: clock.now(), claim: told.claim });
      said.push(told.claim);
      for (const listen of listeners) listen(told.claim);
    }
  };
  const options = { ...MEMORY, signal: needs.signal };
  const child = await startChild<StageTold>(STAGE, spec, hear, options);
  void child.gone.then((how) => setLost(lostStage(how)));
  return {
    played,
    counts: () => counts,
    onClaim: (listener) => {
      for (const claim of said) listener(claim);
      listeners.push(listener);
    },
    stop: (patienceMs) => child.stop(patienceMs),
  };
}

const lostStage = (how: string): PreauError =>
  new PreauError(
    'store-unavailable',
    `expected the stage of the rehearsal to last to its end, got the end of its process with ${how}; run the same command again, it goes on from here`,
    { said: { key: 'rehearsal.stageEnded', values: { how } } },
  );
