import { type Broken } from '../judges/judge.ts';
import { type Bench, openBench } from '../judges/all-judges.ts';
import { PreauError } from '../../../core/errors.ts';
import { isPending } from '../../../core/notice/delivery-state.ts';
import { isKept } from '../../../core/shelter/stay.ts';
import type { Ports } from '../../../app/ports.ts';
import type { Action } from '../../../core/incident/action.ts';
import { type EpochMs, hours, minutes } from '../../../core/units.ts';
import { chanceOf } from './chance.ts';
import { openDnsProvider } from './dns-provider.ts';
import { type Fault, type FaultKind, openFaults } from './fault.ts';
import { asDesigned, type MakePair } from './health-checks.ts';
import { openJournalStore } from './journal-store.ts';
import { liveAsFunctions } from './functions.ts';
import { endingAfter, STEPS_MOST } from './ending-after.ts';
import { drawLandscape, type Landscape } from './landscape.ts';
import { ledgerManners, openLedger } from './ledger.ts';
import { openMail, openSms } from './messengers.ts';
import { liveOnOneMachine, type Preau } from './one-machine.ts';
import { personDoes } from './people.ts';
import { openMirrors, openProber } from './prober.ts';
import { drawSchedule, SCHEDULE_MS } from './schedule.ts';
import { PACE } from './settings.ts';
import { openObservations, openSources } from './sources.ts';
import { openTruth } from './truth.ts';
import { virtualTime } from './virtual-time.ts';
import { type Mutations, openDirectory, skewOf, type World } from './world.ts';

/** What came of one world. */
export interface Played {
  readonly incidents: number;
  readonly faults: ReadonlyMap<FaultKind, number>;
  readonly broken: readonly Broken[];
  readonly log: readonly string[];
  /** Everything that was to go wrong, for whoever shortens it. */
  readonly schedule: readonly Fault[];
  readonly steps: number;
}

export interface PlayOptions {
  /** In the place of those that the seed draws. */
  readonly schedule?: readonly Fault[];
  readonly mutations?: Mutations & { readonly makePair?: MakePair };
  /** @default false */
  readonly withLog?: boolean;
  /** @default `STEPS_MOST` */
  readonly stepsMost?: number;
}

/** Time that Préau has to set right what the faults left, once they are over: a lost turn takes 3 h. */
const AFTERMATH_MS = hours(5);
const BEAT_MS = 10_000;
/** As long as a sender on AWS may live, and a minute: then what it took is nobody's. */
const LEASE_MS = minutes(16);

/** Live through one world: a seed gives all of it. */
export async function playWorld(seed: number, options: PlayOptions = {}): Promise<Played> {
  const chance = chanceOf(seed);
  const landscape = drawLandscape(chance.fork('landscape'));
  const schedule = options.schedule ?? drawSchedule(landscape, chance.fork('schedule'));
  const lines: string[] = [];
  const { world, open } = build(landscape, schedule, chance, options, (line) => {
    if (options.withLog === true) lines.push(line);
  });
  const preau = landscape.home === 'functions' ? liveAsFunctions(world) : liveOnOneMachine(world);
  const bench = open(preau);
  await live(endingAfter(options.stepsMost ?? STEPS_MOST, world, bench), preau, bench, schedule);
  return {
    incidents: Object.keys(bench.state().incidents).length,
    faults: world.faults.counts(),
    broken: bench.broken(),
    log: lines,
    schedule,
    steps: world.time.steps(),
  };
}

/** All that goes wrong in a world, as its seed draws it. */
export function scheduleOf(seed: number): readonly Fault[] {
  const chance = chanceOf(seed);
  return drawSchedule(drawLandscape(chance.fork('landscape')), chance.fork('schedule'));
}

function build(
  landscape: Landscape,
  schedule: readonly Fault[],
  chance: ReturnType<typeof chanceOf>,
  { mutations = {} }: PlayOptions,
  print: (line: string) => void,
) {
  const time = virtualTime(landscape.startsAt);
  const now = (): EpochMs => time.now();
  const faults = openFaults(schedule, now);
  const log = (line: string): void => print(`${time.now() - landscape.startsAt} ${line}`);
  // The judges see a world that needs them to be told of things: they come last.
  let bench: Bench | null = null;
  let preau: Preau | null = null;
  const judge = (): Bench => {
    if (bench === null) throw new Error('expected the judges to sit before anything happens');
    return bench;
  };
  const truth = openTruth(faults, now, (id) => dns.share(id));
  const dns = openDnsProvider(
    time,
    landscape,
    faults,
    () => truth,
    chance.fork('dns'),
    mutations.makePair ?? asDesigned,
  );
  const journal = openJournalStore(faults, (entry) => {
    log(
      `${entry.seq} ${entry.event.kind} ${entry.actions.map(({ key }) => key).join(' ')} ${entry.hash}`,
    );
    judge().onEntry(entry);
  });
  const leaseMs = landscape.home === 'functions' ? LEASE_MS : 0;
  const ledger = openLedger(now, leaseMs, ledgerManners(faults));
  const messengers = {
    time,
    faults,
    dead: landscape.dead,
    onSend: (channel: 'mail' | 'sms', key: string) => judge().onSend(channel, key),
    onArrival: (arrived: Parameters<Bench['onArrival']>[0]) => {
      log(`arrives ${arrived.key} ${arrived.messageId ?? ''}`);
      judge().onArrival(arrived);
    },
    later: (key: string, kind: 'delivered' | 'bounced' | 'expired') => {
      void hearLater(world, key, kind, preau);
    },
  };
  const shared = {
    journal: journal.port,
    outbox: journal.port,
    dns: dns.port,
    observations: openObservations(time),
    mail: openMail(messengers, landscape.home === 'functions'),
    sms: openSms(messengers),
    directory: openDirectory(landscape, () => {
      if (faults.felt('directory-down'))
        throw new PreauError('directory-unreadable', 'expected the directory', { retryable: true });
    }),
    deliveries: ledger.port,
    mirrors: openMirrors(faults, landscape.startsAt),
    pages: { publish: async () => undefined },
    ...openSources(time, faults),
  };
  const looks = chance.fork('probes');
  const world: World = {
    time,
    chance: chance.fork('processes'),
    faults,
    landscape,
    truth,
    journal,
    ledger,
    dns,
    log,
    policy: mutations.policy?.(landscape.policy) ?? landscape.policy,
    onBug: (where, error) => judge().report('P10', `${where} threw ${String(error)}`),
    ports: (life) => {
      const clock = life.clock(PACE, () => skewOf(faults, life.name));
      const { policy } = landscape;
      const prober = openProber({ policy, faults, truth, chance: looks, now: () => clock.now() });
      const own: Ports = { ...shared, prober, clock, random: { next: () => looks.next() } };
      const mutated = mutations.ports?.(own, world) ?? own;
      const tied = Object.entries(mutated).map(([name, port]) =>
        name === 'clock' || name === 'random' ? [name, port] : [name, life.tie(port)],
      );
      return Object.fromEntries(tied) as Ports;
    },
  };
  const open = (living: Preau): Bench => {
    preau = living;
    bench = openBench(world, livesSince(world, living));
    dns.onAsked((...what) => judge().onAsked(...what));
    dns.onTurn((id, from, to) => {
      log(`names of ${id} lead to the mirror: ${from} > ${to}`);
      judge().onTurn(id, from, to);
    });
    return bench;
  };
  return { world, open };
}

/** A provider's later word goes into the ledger, by whoever hears receipts: a door of its own. */
async function hearLater(
  { ledger, time }: World,
  key: string,
  kind: 'delivered' | 'bounced' | 'expired',
  preau: Preau | null,
): Promise<void> {
  try {
    await ledger.port.note({ key, kind, detail: `said ${kind}`, at: time.now() });
  } catch {
    // Told again, as providers do, until it is heard.
    time.at(time.now() + 60_000, () => void hearLater({ ledger, time } as World, key, kind, preau));
    return;
  }
  const notice = ledger.row(key)?.delivery.notice;
  if (kind === 'bounced' && notice !== undefined) preau?.cameBack(notice);
}

/** A supervisor looks for its process this often. Chosen. */
const SUPERVISED_EVERY_MS = 5_000;

/** Whether some process has lived all the time since then. */
function livesSince({ time }: World, preau: Preau): (at: number) => boolean {
  let deadAt: number = time.now();
  const look = (): void => {
    if (!preau.lives()) deadAt = time.now();
  };
  const watch = (): void => {
    look();
    time.at(time.now() + SUPERVISED_EVERY_MS, watch);
  };
  watch();
  return (at) => {
    look();
    return deadAt + SUPERVISED_EVERY_MS < at;
  };
}

async function live(
  world: World,
  preau: Preau,
  bench: Bench,
  schedule: readonly Fault[],
): Promise<void> {
  const { time, dns, landscape } = world;
  const end = landscape.startsAt + SCHEDULE_MS;
  const beat = (): void => {
    bench.onBeat();
    time.at(time.now() + BEAT_MS, beat);
  };
  dns.start();
  beat();
  preau.start();
  for (const fault of schedule) time.at(fault.from, () => befall(world, preau, bench, fault));
  await time.run(end, () => true);
  // What people hold they let go, and what they closed they open: faults cease.
  ease(world, preau, bench);
  await calmDown(world, bench, end + AFTERMATH_MS);
  for (let mornings = 0; mornings < MORNINGS_MOST; mornings += 1) {
    const morning = nextHeld(world);
    if (morning === null) break;
    // Only telephones that sleep are waited for: nobody watches until then, which is one more fault.
    preau.stop();
    await time.run(morning - MORNING_LEAD_MS, () => true);
    preau.start();
    await calmDown(world, bench, morning + AFTERMATH_MS);
  }
  bench.atEnd();
}

/** Let time pass until nothing moves, or but for what waits for a morning, and at most until `most`. */
async function calmDown(world: World, bench: Bench, most: number): Promise<void> {
  const { time } = world;
  let quietSince: number | null = null;
  let lookAt = 0;
  await time.run(most, () => {
    if (time.now() < lookAt) return true;
    lookAt = time.now() + BEAT_MS;
    if (!isQuiet(world, bench)) quietSince = null;
    else quietSince ??= time.now();
    return quietSince === null || time.now() - quietSince < QUIET_MS;
  });
}

const MORNING_LEAD_MS = 60_000;
/** One number waits for its school's day, and then for its turn among several SMS. Chosen. */
const MORNINGS_MOST = 4;
/** Whatever waits for longer than this waits for a morning. */
const HELD_MS = hours(1);

/** The first instant for which a message is held; null when none is. */
function nextHeld({ ledger, time }: World): number | null {
  let first = Number.POSITIVE_INFINITY;
  for (const { state, dueAt } of ledger.rows())
    if (state === 'planned' && dueAt > time.now()) first = Math.min(first, dueAt);
  return Number.isFinite(first) ? first : null;
}

/** Nothing moves for so long: nothing will. */
const QUIET_MS = 60_000;

function isQuiet({ journal, ledger, dns, landscape, time }: World, bench: Bench): boolean {
  const { incidents, notices, platforms } = bench.state();
  const held = new Set<string>();
  for (const { delivery, state, dueAt } of ledger.rows()) {
    if (!isPending(state) || notices[delivery.notice]?.stage === 'cancelled') continue;
    if (state === 'claimed' || dueAt - time.now() <= HELD_MS) return false;
    held.add(delivery.notice);
  }
  const isHeld = (notice: string): boolean => held.has(notice);
  const isOver = ({ kind, key }: Action): boolean =>
    kind === 'raise-task' || (kind === 'send-notice' && isHeld(key.slice(0, -'/send'.length)));
  return (
    journal.open().every(({ action }) => isOver(action)) &&
    Object.values(notices).every(
      ({ id, stage }) => !ON_ITS_WAY.includes(stage) || (stage === 'sending' && isHeld(id)),
    ) &&
    Object.values(incidents).every(
      ({ closedAt, backAt, notices: own }) =>
        closedAt !== null || (backAt !== null && own.some(isHeld)),
    ) &&
    landscape.policy.platforms.every(({ id, mirror }) => {
      const known = platforms[id];
      if (mirror === undefined || known === undefined) return true;
      const { shelter, shed } = known;
      // An order to stay outlasts a page that has opened again by the time that its checks take.
      if (dns.told(id).stay && !isKept(known)) return false;
      const share = shed?.share ?? 0;
      return shelter.verified && shelter.mirrorShare === share && dns.share(id) === share;
    })
  );
}

const ON_ITS_WAY = ['planning', 'waiting', 'sending'];

function befall(world: World, preau: Preau, bench: Bench, fault: Fault): void {
  const { time, faults, chance, ledger, log } = world;
  const { kind, how, until } = fault;
  log(`fault ${kind} ${fault.on ?? ''} ${until - fault.from}`);
  if (kind === 'killed') {
    const victim = preau.victim();
    if (victim === null) return;
    faults.count(fault);
    victim.dieAt(1 + Math.floor(how * 200), chance.happens(0.5) ? 'before' : 'after');
    return;
  }
  if (kind === 'stopped') {
    faults.count(fault);
    preau.stop();
    time.at(until, () => preau.start());
    return;
  }
  if (kind === 'contact-leaves' || kind === 'contact-confirms') {
    const rows = [...ledger.rows()];
    const row = rows[Math.floor(how * rows.length)];
    if (row === undefined) return;
    faults.count(fault);
    const { key } = row.delivery;
    const done =
      kind === 'contact-leaves'
        ? ledger.port.optOut(key, time.now())
        : ledger.port.acknowledge(key, time.now());
    done.catch(() => undefined);
    return;
  }
  const event = personDoes(fault, bench.state(), time.now());
  if (event !== null) void say(world, preau, event, fault);
}

type Said = NonNullable<ReturnType<typeof personDoes>>;

/** A person whom nobody hears says it again, a few times. */
async function say(
  world: World,
  preau: Preau,
  event: Said,
  fault: Fault,
  tries = 0,
): Promise<void> {
  try {
    if (await preau.hear({ ...event, at: world.time.now() })) return world.faults.count(fault);
  } catch (error) {
    if (!(error instanceof PreauError)) return world.onBug('person', error);
  }
  if (tries < 20)
    world.time.at(world.time.now() + 10_000, () => void say(world, preau, event, fault, tries + 1));
}

/** People end what they began: drills, vetoes, suspensions, holds of notices, and shares. */
function ease(world: World, preau: Preau, bench: Bench): void {
  const by = { role: 'cellule de crise', name: 'A.' };
  const { platforms, notices } = bench.state();
  const at = world.time.now();
  const quiet: Fault = { kind: 'person-releases', from: at, until: at, how: 0 };
  const tell = (event: Said): void => void say(world, preau, event, quiet);
  for (const [id, known] of Object.entries(platforms)) {
    const about = { at, platform: id as never, by, reason: 'fini' };
    if (known.vetoed) tell({ kind: 'person-unvetoed', ...about });
    if (known.suspendedBy === 'person') tell({ kind: 'person-resumed', ...about });
    if (known.heldByPerson || known.shed?.by === 'person')
      tell({ kind: 'person-released', ...about });
  }
  for (const { id, stage } of Object.values(notices))
    if (stage === 'held') tell({ kind: 'person-released-notice', at, notice: id, by });
}
