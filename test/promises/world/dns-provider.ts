import { createCheckersTurns } from '../../../app/watch/checkers-turns.ts';
import type { Checkers } from '../../../app/watch/checkers.ts';
import type { Dns } from '../../../app/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import type { AuthorityAnswer } from '../../../core/incident/event.ts';
import { durationMs, type PlatformId } from '../../../core/units.ts';
import type { Chance } from './chance.ts';
import type { Fault, Faults } from './fault.ts';
import { CHECK_EVERY_MS, type DataPlane, type MakePair, openDataPlane } from './health-checks.ts';
import type { Landscape } from './landscape.ts';
import type { Truth } from './truth.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The names of the world as their provider has them, and the one who tends them alone. */
export interface DnsProvider {
  readonly port: Dns;
  readonly checkers: Checkers;
  /** The part of a platform's visitors that are sent to its mirror now. */
  share(id: PlatformId): number;
  /** What was asked of it, whether or not it is answered by yet. */
  told(id: PlatformId): { readonly hold: boolean; readonly stay: boolean; readonly share: number };
  /** Whether all that was accepted of its weights is answered by. */
  isSettled(id: PlatformId): boolean;
  onTurn(listener: (id: PlatformId, from: number, to: number) => void): void;
  /** Asked of it by somebody: what, of whom. */
  onAsked(listener: (id: PlatformId, what: Asked) => void): void;
  /** Begin to look at the origins, for as long as the world lasts. */
  start(): void;
}

export type Asked =
  | { readonly kind: 'hold' | 'stay'; readonly on: boolean }
  | { readonly kind: 'share'; readonly share: number };

interface Change {
  readonly id: string;
  readonly platform: PlatformId;
  readonly share: number;
  readonly appliesAt: number;
}

interface Name {
  readonly plane: DataPlane;
  readonly changes: Change[];
  hold: boolean;
  stay: boolean;
  /** What is answered now. */
  answers: number;
}

/** A batch is in sync within a minute, as Route 53 has it; a quarter of that here. Chosen. */
const APPLIES_WITHIN_MS = 15_000;
const SERVERS = ['ns-1.example', 'ns-2.example'] as const;

export function openDnsProvider(
  time: VirtualTime,
  landscape: Landscape,
  faults: Faults,
  truth: () => Truth,
  chance: Chance,
  makePair: MakePair,
): DnsProvider {
  const names = new Map<PlatformId, Name>();
  for (const platform of landscape.policy.platforms)
    if (platform.mirror !== undefined)
      names.set(platform.id, {
        plane: openDataPlane(platform, makePair),
        changes: [],
        hold: false,
        stay: false,
        answers: 0,
      });
  const changes = new Map<string, Change>();
  const turned: ((id: PlatformId, from: number, to: number) => void)[] = [];
  const asked: ((id: PlatformId, what: Asked) => void)[] = [];
  const stale = new Map<Fault, Map<PlatformId, number>>();
  let calls = 0;

  const nameOf = (id: PlatformId): Name => {
    const name = names.get(id);
    if (name === undefined) throw new Error(`expected a name that turns, got ${id}`);
    return name;
  };
  const weights = ({ changes: all }: Name): number =>
    all.findLast(({ appliesAt }) => appliesAt <= time.now())?.share ?? 0;
  const refresh = (id: PlatformId): void => {
    const name = nameOf(id);
    const to = name.plane.mirrorShare(weights(name), name.stay);
    if (to === name.answers) return;
    const from = name.answers;
    name.answers = to;
    for (const listener of turned) listener(id, from, to);
  };
  const control = (): void => {
    calls += 1;
    if (faults.felt('dns-api-down')) throw unreachable('the DNS provider does not answer');
    const throttled = faults.going('dns-api-throttled');
    if (throttled === undefined || calls % 3 === 0) return;
    faults.count(throttled);
    throw unreachable('Rate exceeded');
  };
  const lose = (): void => {
    const fault = faults.going('dns-answer-lost');
    if (fault === undefined || calls % 2 === 0) return;
    faults.count(fault);
    throw unreachable('no answer came, which may have been done');
  };
  const tell = (id: PlatformId, what: Asked): void => {
    for (const listener of asked) listener(id, what);
  };
  const port: Dns = {
    async setHold(id, on) {
      tell(id, { kind: 'hold', on });
      if (faults.felt('hold-store-down')) throw unreachable('the bucket of the holds is away');
      nameOf(id).hold = on;
    },
    async setStay(id, on) {
      tell(id, { kind: 'stay', on });
      control();
      nameOf(id).stay = on;
      refresh(id);
      lose();
    },
    async setShare(id, share) {
      tell(id, { kind: 'share', share });
      control();
      const pending = faults.felt('dns-change-pending');
      const appliesIn =
        pending === undefined
          ? 1_000 + chance.below(APPLIES_WITHIN_MS)
          : 120_000 + pending.how * 3_480_000;
      const change: Change = {
        id: `C${changes.size + 1}`,
        platform: id,
        share,
        appliesAt: time.now() + appliesIn,
      };
      changes.set(change.id, change);
      nameOf(id).changes.push(change);
      time.at(change.appliesAt, () => refresh(id));
      lose();
      return change.id;
    },
    async changeState(id) {
      control();
      const change = changes.get(id);
      if (change === undefined || faults.felt('dns-change-forgotten'))
        throw new PreauError('not-found', 'NoSuchChange');
      return change.appliesAt <= time.now() ? 'insync' : 'pending';
    },
    async askAuthorities(id, times) {
      const silent = faults.felt('name-server-silent');
      if (silent !== undefined && silent.how > 0.5) throw unreachable('no name server answers');
      const { answers, plane } = nameOf(id);
      const late = faults.felt('name-server-stale');
      return SERVERS.map((server, place): AuthorityAnswer => {
        const share =
          late !== undefined && place === 1 ? staleShare(stale, late, id, answers) : answers;
        const isSilent = silent !== undefined && place === 0;
        return {
          server,
          name: plane.platform.hostname,
          type: 'A',
          answers: isSilent ? [] : ['127.0.0.1'],
          ttlSec: 60,
          mirrorShare: isSilent ? 0 : seen(share, times, chance),
        };
      });
    },
  };
  const look = (): void => {
    const holdsAway = faults.going('hold-store-down') !== undefined;
    for (const [id, name] of names) {
      const { plane, hold } = name;
      const origin = (luck: number): boolean => {
        const failing = truth().origin(plane.platform, luck);
        return failing === null || failing.kind === 'body-late';
      };
      plane.look(origin, hold && !holdsAway, () => chance.next(), time.now());
      refresh(id);
    }
    time.at(time.now() + CHECK_EVERY_MS, look);
  };
  return {
    port,
    checkers: {
      intervalMs: durationMs(CHECK_EVERY_MS),
      turns: createCheckersTurns(8),
      ask: async (id) => {
        if (faults.felt('dns-api-down')) return { kind: 'silent', why: 'the provider is away' };
        return { kind: 'told', statuses: names.get(id)?.plane.statuses() ?? [] };
      },
    },
    share: (id) => names.get(id)?.answers ?? 0,
    told: (id) => {
      const { hold, stay, changes: all } = nameOf(id);
      return { hold, stay, share: all.at(-1)?.share ?? 0 };
    },
    isSettled: (id) => nameOf(id).changes.every(({ appliesAt }) => appliesAt <= time.now()),
    onTurn: (listener) => void turned.push(listener),
    onAsked: (listener) => void asked.push(listener),
    start: look,
  };
}

/** What a name server that lags answers: what it did when it began to. */
function staleShare(
  stale: Map<Fault, Map<PlatformId, number>>,
  fault: Fault,
  id: PlatformId,
  share: number,
): number {
  const known = stale.get(fault) ?? new Map<PlatformId, number>();
  stale.set(fault, known);
  if (!known.has(id)) known.set(id, share);
  return known.get(id) ?? share;
}

/** The part of so many answers that pointed to the mirror, each by chance. */
function seen(share: number, times: number, chance: Chance): number {
  if (share === 0 || share === 1) return share;
  let mirror = 0;
  for (let nth = 0; nth < times; nth += 1) if (chance.happens(share)) mirror += 1;
  return mirror / times;
}

const unreachable = (message: string): PreauError =>
  new PreauError('dns-unreachable', message, { retryable: true });
