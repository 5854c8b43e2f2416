import { hashOf } from '../../../adapters/local/hash.ts';
import { collectFor } from '../../../app/cause/collect-for.ts';
import { type Engine, openEngine } from '../../../app/engine.ts';
import { tellOfBounces } from '../../../app/notices/tell-of-bounces.ts';
import { performActions } from '../../../app/perform/perform-actions.ts';
import { workOutbox } from '../../../app/perform/work-outbox.ts';
import { PreauError } from '../../../core/errors.ts';
import type { Event } from '../../../core/incident/event.ts';
import { runLoops } from '../../../home/run-loops.ts';
import { type Lifeline, openLifeline } from './lifeline.ts';
import { collectSettings, planSettings, sendSettings } from './settings.ts';
import type { World } from './world.ts';

/** A Préau that lives in a world, whatever befalls its processes. */
export interface Preau {
  /** Hand an event to whatever process lives; false when none does. */
  hear(event: Event): Promise<boolean>;
  /** Mails of a notice came back. */
  cameBack(notice: string): void;
  /** The process that would die of a kill; null while none lives. */
  victim(): Lifeline | null;
  /** Stop it for good, or until it is started again. */
  stop(): void;
  start(): void;
  lives(): boolean;
}

/** A supervisor starts a dead process again this soon. Chosen: systemd's own default is 100 ms. */
const RESTART_MS = 5_000;

/** The one-machine home: the real loops, workers and engine in one process, over the ports of a world. */
export function liveOnOneMachine(world: World): Preau {
  const { time, chance } = world;
  let life: Lifeline | null = null;
  let engine: Engine | null = null;
  let wanted = false;
  let born = 0;

  const fall = (dead: Lifeline): void => {
    if (life !== dead) return;
    dead.die();
    life = null;
    engine = null;
    world.log(`${dead.name} died`);
    time.at(time.now() + RESTART_MS, start);
  };
  const start = (): void => {
    if (!wanted || life !== null) return;
    born += 1;
    const own = openLifeline(`home-${born}`, time, chance.fork(`home-${born}`));
    life = own;
    world.log(`${own.name} starts`);
    liveOnce(world, own, (opened) => {
      if (life === own) engine = opened;
    }).catch((error: unknown) => {
      if (!(error instanceof PreauError)) world.onBug('home', error);
      fall(own);
    });
  };
  return {
    hear: async (event) => {
      if (engine === null || life === null || life.isDead()) return false;
      await engine.handle(event);
      return true;
    },
    cameBack: (notice) => {
      const [opened, own] = [engine, life];
      if (opened === null || own === null || own.isDead()) return;
      const ports = world.ports(own);
      tellOfBounces(ports, opened, { notice, at: time.now() }).catch((error: unknown) => {
        if (!(error instanceof PreauError)) world.onBug('bounces', error);
      });
    },
    victim: () => life,
    stop: () => {
      wanted = false;
      life?.die();
      life = null;
      engine = null;
      world.log('stopped');
    },
    start: () => {
      wanted = true;
      start();
    },
    lives: () => {
      // One that died between two awaits is found by whoever looks next.
      if (life?.isDead()) fall(life);
      return engine !== null;
    },
  };
}

/** As `home/start-home.ts` does, less its faces. Rejects when its work does: the process is dead then. */
async function liveOnce(
  world: World,
  life: Lifeline,
  onOpen: (engine: Engine) => void,
): Promise<void> {
  const { policy } = world;
  const ports = world.ports(life);
  const { clock } = ports;
  const engine = await openEngine(ports.journal, policy, hashOf);
  await ports.deliveries.recover();
  await engine.handle({ kind: 'home-started', at: clock.now(), version: 'simulated' });
  onOpen(engine);
  const onError = (error: unknown): void => {
    if (!(error instanceof PreauError)) world.onBug(life.name, error);
  };
  const perform = performActions(ports, engine, {
    plan: planSettings(policy),
    send: sendSettings(clock, world.chance.fork(life.name)),
    collect: collectFor(ports, engine, policy, collectSettings),
    onSendFailed: onError,
  });
  const { signal } = new AbortController();
  const loops = { language: 'fr', probeBudgetMs: 900, onRound: () => undefined, onError } as const;
  await Promise.all([
    workOutbox(ports, engine, perform, signal, onError),
    runLoops(ports, engine, policy, loops, signal),
  ]);
}
