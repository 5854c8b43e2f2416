import { hashOf } from '../../../adapters/local/hash.ts';
import { collectFor } from '../../../app/cause/collect-for.ts';
import type { Engine } from '../../../app/engine.ts';
import { tellOfBounces } from '../../../app/notices/tell-of-bounces.ts';
import { carryOut, type Perform } from '../../../app/perform/carry-out.ts';
import { keepUp } from '../../../app/perform/keep-up.ts';
import { performCollect } from '../../../app/perform/perform-collect.ts';
import { performEscalate } from '../../../app/perform/perform-escalate.ts';
import { performPicture } from '../../../app/perform/perform-picture.ts';
import { performPlan } from '../../../app/perform/perform-plan.ts';
import { performSend } from '../../../app/perform/perform-send.ts';
import { performTurn } from '../../../app/perform/perform-turn.ts';
import { relayAction } from '../../../app/perform/relay-action.ts';
import type { Ports } from '../../../app/ports.ts';
import { type Conductor, conductRound, spreadMinute } from '../../../app/watch/conduct-round.ts';
import { tendHome } from '../../../app/watch/tend-home.ts';
import { PreauError } from '../../../core/errors.ts';
import { waitsForPlan } from '../../../core/notice/plan-in-turn.ts';
import { after, type EpochMs, minutes, seconds } from '../../../core/units.ts';
import { engineOver } from '../../../lambdas/open-engine.ts';
import { type Lifeline, openLifeline } from './lifeline.ts';
import { type Message, openQueue, type Received } from './message-queue.ts';
import type { Preau } from './one-machine.ts';
import { openRounds } from './round-claims.ts';
import { collectSettings, planSettings, sendSettings } from './settings.ts';
import type { World } from './world.ts';

/** One container of a function: its process, its ports, and its engine, kept from call to call. */
interface Container {
  readonly life: Lifeline;
  readonly ports: Ports;
  readonly openEngine: () => Promise<Engine>;
  busy: boolean;
}

type Work = (container: Container, message: Message, signal: AbortSignal) => Promise<Received>;

const DONE: Received = { kind: 'done' };
/** A queue hides a message that its worker died of for so long. Chosen: shorter than the stacks', to cost less. */
const HIDDEN_MS = minutes(5);
/** No function lives longer than this in one call. */
const CALL_MOST_MS = minutes(7);
/**
 * Containers of one function that live at once. Lambda begins with five and adds more within seconds, and
 * no queue of Préau holds it below ten: two turns that wait for their provider keep no third one waiting.
 */
const WARM_MOST = 10;

/** The home of functions: messages wake them, several at once, over the stores of a world. */
export function liveAsFunctions(world: World): Preau {
  const { time, chance, faults, policy } = world;
  const rounds = openRounds();
  const warm = new Map<string, Container[]>();
  let running = false;
  let born = 0;
  let diedLately = false;

  const containerOf = (name: string): Container | null => {
    const all = (warm.get(name) ?? []).filter(({ life }) => !life.isDead());
    warm.set(name, all);
    const free = all.find(({ busy }) => !busy);
    if (free !== undefined) return free;
    if (all.length >= WARM_MOST) return null;
    born += 1;
    const life = openLifeline(name, time, chance.fork(`${name}-${born}`));
    const ports = world.ports(life);
    const made = { life, ports, openEngine: engineOver(ports.journal, policy), busy: false };
    all.push(made);
    return made;
  };
  const call = async (name: string, message: Message, work: Work): Promise<Received> => {
    const container = containerOf(name);
    if (container === null) return { kind: 'again', waitMs: 2_000 };
    container.busy = true;
    const ending = new AbortController();
    const worked = work(container, message, ending.signal).catch((error: unknown): Received => {
      if (!(error instanceof PreauError)) world.onBug(name, error);
      return { kind: 'again', waitMs: soonMs(message.receives) };
    });
    time.at(time.now() + CALL_MOST_MS - seconds(30), () => ending.abort());
    const end = await Promise.race([worked, time.wait(HIDDEN_MS + CALL_MOST_MS).then(() => null)]);
    if (end !== null) container.busy = false;
    else if (container.life.isDead()) diedLately = true;
    return end ?? { kind: 'again', waitMs: 0 };
  };
  const queue = (name: string, work: Work) =>
    openQueue(time, faults, chance.fork(`queue-${name}`), (message) => call(name, message, work));

  const mailQueue = queue('send-mail', (...all) => sendOn('mail', ...all));
  const smsQueue = queue('send-sms', (...all) => sendOn('sms', ...all));
  const sendOn = (
    channel: 'mail' | 'sms',
    container: Container,
    message: Message,
    signal: AbortSignal,
  ) =>
    work(
      world,
      container,
      message,
      signal,
      (engine) => sendBy(world, container, engine, channel, signal),
      channel === 'mail' ? mailQueue.send : smsQueue.send,
    );
  const queues = {
    actions: queue('act', (container, message, signal) =>
      work(world, container, message, signal, (engine) => actBy(world, container, engine, signal)),
    ),
    plans: queue('plan-notice', (container, message, signal) =>
      'cameBack' in message.body
        ? seeToBounces(container, message)
        : work(world, container, message, signal, (engine) => planBy(world, container, engine)),
    ),
    mail: mailQueue,
    sms: smsQueue,
    rounds: queue('observe', async (container, message) => {
      const { due, kind } = message.body as { readonly due: EpochMs; readonly kind: string };
      const conductor: Conductor = {
        ports: { ...container.ports, checkers: world.dns.checkers },
        engine: await container.openEngine(),
        policy,
        rounds,
        options: { probeBudgetMs: 900, language: 'fr' },
        postRound: (at, delaySec) => queues.rounds.send({ kind: 'round', due: at }, { delaySec }),
        postPage: async () => undefined,
      };
      const now = kind === 'minute' ? await spreadMinute(conductor, due) : due;
      if (now !== null) await conductRound(conductor, now, message.id);
      return DONE;
    }),
  };
  const relays = {
    actions: queues.actions.send,
    plans: queues.plans.send,
    mail: queues.mail.send,
    sms: queues.sms.send,
    pages: async () => undefined,
  };
  // The journal's stream: at least once, in order, a moment later.
  world.journal.onEntry(({ seq, actions }) => {
    time.at(time.now() + 200, () => {
      for (const action of actions) void relayAction(relays, hashOf, { seq, tries: 0, action });
    });
  });
  const beat = (): void => {
    if (running) void queues.rounds.send({ kind: 'minute', due: time.now() });
    time.at(time.now() + 60_000, beat);
  };
  const watchdog = async (): Promise<void> => {
    const container = running ? containerOf('watchdog') : null;
    if (container === null) return;
    await tendHome({
      ports: container.ports,
      rounds,
      intervalMs: policy.watch.intervalMs,
      relay: (item) => relayAction(relays, hashOf, { ...item, again: true }),
      messagesPerSec: 100,
      deadLetters: async () => 0,
      onFailure: (error) => {
        if (!(error instanceof PreauError)) world.onBug('watchdog', error);
      },
    });
  };
  const tend = (): void => {
    void watchdog();
    time.at(time.now() + minutes(5), tend);
  };
  beat();
  tend();
  const shut = (isShut: boolean): void => {
    for (const one of Object.values(queues)) one.shut(isShut);
  };
  return {
    hear: async (event) => {
      const container = running ? containerOf('console') : null;
      if (container === null) return false;
      await (await container.openEngine()).handle(event);
      return true;
    },
    cameBack: (notice) => void queues.plans.send({ cameBack: notice, at: time.now() }),
    victim: () => {
      const living = [...warm.values()].flat().filter(({ life, busy }) => busy && !life.isDead());
      diedLately = true;
      return living.length === 0 ? null : chance.pick(living).life;
    },
    stop: () => {
      running = false;
      diedLately = true;
      shut(true);
      for (const { life } of [...warm.values()].flat()) life.die();
    },
    start: () => {
      running = true;
      shut(false);
    },
    lives: () => {
      const lived = running && !diedLately;
      diedLately = false;
      return lived;
    },
  };
}

/** As `lambdas/work-action.ts`: an action is tried, and comes again when it must. */
async function work(
  { journal }: World,
  { ports, openEngine }: Container,
  { body, receives }: Message,
  signal: AbortSignal,
  performBy: (engine: Engine) => Perform,
  post?: ReturnType<typeof openQueue>['send'],
): Promise<Received> {
  const { seq, key, again = false } = body as { seq: number; key: string; again?: boolean };
  const item = journal.find(seq, key);
  if (item === null) return DONE;
  const engine = await openEngine();
  const outcome = await carryOut(ports, engine, performBy(engine), item, signal);
  if (outcome.kind === 'done') return DONE;
  if (outcome.kind === 'later')
    return {
      kind: 'again',
      waitMs: item.action.kind === 'turn-dns' ? Math.min(60_000, outcome.waitMs) : outcome.waitMs,
    };
  if (post === undefined) return { kind: 'again', waitMs: soonMs(receives) };
  const at = outcome.kind === 'stopped' ? ports.clock.now() : outcome.resumeAt;
  if (at === null || again) return DONE;
  const waitSec = Math.ceil((at - ports.clock.now()) / 1_000);
  await post({ seq, key }, { delaySec: Math.min(900, Math.max(1, waitSec)) });
  return DONE;
}

const soonMs = (receives: number): number =>
  Math.min(minutes(5), seconds(5) * 2 ** Math.min(receives - 1, 10));

/** As `lambdas/act/handler.ts`. */
function actBy(
  world: World,
  { ports: own }: Container,
  engine: Engine,
  signal: AbortSignal,
): Perform {
  const ports = { ...own, clock: keepUp(own.clock, engine, signal) };
  return async (action) => {
    if (action.kind === 'turn-dns') return performTurn(ports, engine, action);
    if (action.kind === 'picture-names')
      return performPicture(ports, engine, planSettings(world.policy), action, signal);
    if (action.kind !== 'collect-signals') throw misled(action.key);
    const collect = collectFor(ports, engine, world.policy, collectSettings);
    return performCollect(ports, engine, collect, action);
  };
}

/** As `lambdas/plan-notice/handler.ts`. */
function planBy({ policy }: World, { ports }: Container, engine: Engine): Perform {
  const settings = planSettings(policy);
  return async (action) => {
    if (action.kind === 'escalate-notice') return performEscalate(ports, engine, settings, action);
    if (action.kind !== 'plan-notice') throw misled(action.key);
    if (waitsForPlan(engine.state().notices, action.notice, ports.clock.now()))
      return { kind: 'unfinished', resumeAt: null };
    return performPlan(ports, engine, settings, action);
  };
}

/** As `lambdas/send-channel.ts`: one channel, and never given up. */
function sendBy(
  world: World,
  { ports, life }: Container,
  engine: Engine,
  channel: 'mail' | 'sms',
  signal: AbortSignal,
): Perform {
  const { deliveries, clock } = ports;
  const own = { deliveries, clock, [channel]: ports[channel] };
  const settings = {
    ...sendSettings(clock, world.chance.fork(life.name)),
    patienceMs: minutes(1),
  };
  return async (action) => {
    if (action.kind !== 'send-notice') throw misled(action.key);
    try {
      return await performSend(own, engine, settings, action, signal);
    } catch (error) {
      if (!(error instanceof PreauError)) world.onBug(life.name, error);
      return { kind: 'unfinished', resumeAt: after(clock.now(), minutes(1)) };
    }
  };
}

const misled = (key: string): PreauError =>
  new PreauError('request-malformed', `expected another function’s action than ${key}`);

async function seeToBounces(
  { ports, openEngine }: Container,
  { body }: Message,
): Promise<Received> {
  const { cameBack: notice, at } = body as { readonly cameBack: string; readonly at: EpochMs };
  const told = await tellOfBounces(ports, await openEngine(), { notice, at });
  if (told.kind === 'done') return DONE;
  return { kind: 'again', waitMs: Math.max(0, told.at - ports.clock.now()) };
}
