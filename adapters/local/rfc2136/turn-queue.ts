import { PreauError } from '../../../core/errors.ts';
import type { PairSide } from '../../../core/shelter/weighted-pair.ts';
import type { Primary, ZoneUpdate } from './primary.ts';
import type { TcpLink } from './tcp-link.ts';
import { type NameTurn, type ReadyTurn, readyTurn, turnName, turnUpdate } from './turn-name.ts';
import type { ZoneLanes } from './zone-lanes.ts';

/** Turns names one after the other, or many at once where they wait for the same zone. */
export interface TurnQueue {
  /**
   * Resolves once the primary has made the turn. Turns of one name are made in the order asked for.
   *
   * @throws PreauError as {@link turnName}
   */
  turn(turn: NameTurn): Promise<void>;
}

interface Waiting {
  readonly turn: ReadyTurn;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Where this process has put each name: what most probably stands there still. */
type Sides = Map<string, PairSide>;

/** A TCP message has 65,535 bytes at most; the signature and the zone need few. Chosen: half of it. */
const MESSAGE_MAX_BYTES = 32_000;

/**
 * While one message is under way the next turns gather, and go as one: in an outage of many platforms
 * a primary is asked a few times and not hundreds of times. A message that is refused is taken apart,
 * so that a name with a record of somebody else's keeps no other from turning.
 */
export function createTurnQueue(primary: Primary, lanes: ZoneLanes): TurnQueue {
  const queues = new Map<string, Waiting[]>();
  const sides: Sides = new Map();
  return {
    async turn(turn) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const mine = { turn: readyTurn(turn), resolve, reject };
      const queue = queues.get(turn.zone) ?? [];
      queues.set(turn.zone, queue);
      queue.push(mine);
      let batch: readonly Waiting[] | null = null;
      const work = async (link: TcpLink): Promise<void> => {
        // Taken once: it is the same when the connection has to be opened anew.
        batch ??= takeBatch(queue, sides);
        await turnBatch(primary, link, batch, sides);
      };
      lanes.run(turn.zone, work).catch((error: unknown) => {
        if (batch === null && queue.includes(mine)) queue.splice(queue.indexOf(mine), 1);
        for (const one of batch ?? [mine]) one.reject(error);
      });
      return promise;
    },
  };
}

/** The first that wait, each name once, as many as one message holds; none when others took them. */
function takeBatch(queue: Waiting[], sides: Sides): readonly Waiting[] {
  const names = new Set<string>();
  let bytes = 0;
  for (const { turn } of queue) {
    bytes += sizeOf(turnUpdate(turn, probableSets(turn, sides)));
    const isTooMuch = names.size > 0 && bytes > MESSAGE_MAX_BYTES;
    if (isTooMuch || names.has(turn.platform.hostname)) break;
    names.add(turn.platform.hostname);
  }
  return queue.splice(0, names.size);
}

/** A name has two bytes more than its letters, a record ten more than its name and data. */
const sizeOf = ({ prerequisites, updates }: ZoneUpdate): number =>
  [...prerequisites, ...updates].reduce(
    (sum, { name, data }) => sum + name.length + data.length + 12,
    0,
  );

async function turnBatch(
  primary: Primary,
  link: TcpLink,
  batch: readonly Waiting[],
  sides: Sides,
): Promise<void> {
  const turns = batch.map(({ turn }) => turn);
  const areMade = batch.length > 1 && (await turnTogether(primary, link, turns, sides));
  for (const { turn, resolve, reject } of batch) {
    try {
      if (!areMade) await turnName(primary, link, turn, probableSide(turn, sides));
      sides.set(turn.platform.hostname, turn.side);
      resolve();
    } catch (error) {
      if (isSilence(error)) throw error;
      reject(error);
    }
  }
}

/** @returns false when nothing was changed: one of them is not where it was thought to be */
async function turnTogether(
  primary: Primary,
  link: TcpLink,
  turns: readonly ReadyTurn[],
  sides: Sides,
): Promise<boolean> {
  const each = turns.map((turn) => turnUpdate(turn, probableSets(turn, sides)));
  const together: ZoneUpdate = {
    zone: turns[0]?.zone ?? '',
    prerequisites: each.flatMap(({ prerequisites }) => prerequisites),
    updates: each.flatMap(({ updates }) => updates),
  };
  try {
    return (await primary.update(link, together)) === 'made';
  } catch (error) {
    // One name that the key may not change is refused with all of them.
    if (isSilence(error)) throw error;
    return false;
  }
}

/** Where a name was put, else the side that it is to leave. */
const probableSide = ({ platform, side }: ReadyTurn, sides: Sides): PairSide =>
  sides.get(platform.hostname) ?? (side === 'mirror' ? 'origin' : 'mirror');

const probableSets = (turn: ReadyTurn, sides: Sides) => turn.sets[probableSide(turn, sides)];

const isSilence = (error: unknown): boolean =>
  error instanceof PreauError && error.code === 'dns-unreachable';
