import { type ErrorCode, PreauError } from '../../core/errors.ts';
import type { Action } from '../../core/incident/action.ts';
import type { AuthorityAnswer, Event } from '../../core/incident/event.ts';
import type { TurnDetail } from '../../core/shelter/turn-detail.ts';
import { seconds } from '../../core/units.ts';
import type { Ports } from '../ports.ts';
import { TURN_PATIENCE, type TurnBatch, turnBatch, type TurnJournal } from './turn-batch.ts';

type TurnDns = Extract<Action, { kind: 'turn-dns' }>;
/** What the name servers answered after a turn, and how it was carried out. */
type DnsTurned = Extract<Event, { kind: 'dns-turned' }> & { readonly detail: TurnDetail };

/** Between two looks at what the servers answer: a turn is seen done that much late, at most. */
export const LOOK_EVERY = seconds(5);
/** Questions per look. A full turn shows at once; a share needs enough answers to be told apart. */
const QUESTIONS = { full: 4, part: 60 } as const;

/**
 * Carry out one turn, and say what the authoritative servers then answered.
 *
 * Out: the hold first, since no control plane is needed for it, then the weights as a second belt
 * that may fail without harm: its detail says what is owed. A hold that cannot be set is tried again,
 * behind weights that are. Back: the weights first, then the hold, so that nobody meets the origin
 * before its share is set. An order to stay at the origin comes before all else, and what ends one
 * after the hold: the control plane that it needs may be down. Doing a turn twice is harmless.
 *
 * Its batch of weights is journalled as soon as the provider has accepted it, and waited for by
 * whoever takes the turn up again ({@link turnBatch}).
 *
 * @returns null when a later one has overtaken it
 */
export async function turnDns(
  ports: Pick<Ports, 'dns' | 'clock'>,
  action: TurnDns,
  journal: TurnJournal,
): Promise<DnsTurned | null> {
  const deadline = ports.clock.now() + TURN_PATIENCE;
  const batch = turnBatch(ports, action, journal);
  const stillWanted = () => journal.stillWanted();
  if (action.stay === true) await ports.dns.setStay(action.platform, true);
  const detail = action.hold
    ? await goOut(ports, action, batch, deadline)
    : await comeBack(ports, action, batch, deadline, stillWanted);
  if (detail === null) return null;
  let answers = await look(ports, action);
  while (!agrees(answers, action.mirrorShare) && ports.clock.now() < deadline) {
    await ports.clock.sleep(LOOK_EVERY);
    if (!stillWanted()) return null;
    answers = await look(ports, action);
  }
  return {
    kind: 'dns-turned',
    at: ports.clock.now(),
    platform: action.platform,
    turn: action.turn,
    verified: agrees(answers, action.mirrorShare),
    answers,
    detail,
  };
}

async function goOut(
  { dns }: Pick<Ports, 'dns'>,
  action: TurnDns,
  batch: TurnBatch,
  deadline: number,
): Promise<TurnDetail | null> {
  await dns.setHold(action.platform, true).catch(async (error: unknown) => {
    // Where the holds are is down, and visitors do not wait for it: the weights shelter them while
    // the turn is tried again until it holds. What they say then is no news: the hold's failure is.
    await batch.takeUp().catch(() => undefined);
    throw error;
  });
  // One may work where the other does not: neither is left out for it.
  const taken = await orSaid(() => batch.takeUp());
  const stay = action.stay === false ? await orSaid(() => dns.setStay(action.platform, false)) : {};
  const named = taken.done === undefined ? {} : { change: taken.done };
  if (stay.said !== undefined) return { kind: 'stay-owed', said: stay.said, ...named };
  if (taken.done === undefined) return { kind: 'hold-alone', said: taken.said ?? '' };
  const change = taken.done;
  const settled = await orSaid(() => batch.settle(change, deadline));
  if (settled.said !== undefined) return { kind: 'hold-alone', said: settled.said, ...named };
  return settled.done ? { kind: 'hold-and-weights', change: settled.done } : null;
}

/** What the journal says, or a worker whose time is up: no provider's word, and no turn's outcome. */
const OUR_OWN: readonly ErrorCode[] = ['store-unavailable', 'journal-conflict'];

/** What came of it, or what its provider said; what is no provider's word is thrown on. */
async function orSaid<T>(
  work: () => Promise<T>,
): Promise<{ readonly done?: T; readonly said?: string }> {
  try {
    return { done: await work() };
  } catch (error) {
    if (!(error instanceof PreauError) || OUR_OWN.includes(error.code)) throw error;
    return { said: error.message };
  }
}

async function comeBack(
  { dns }: Pick<Ports, 'dns'>,
  action: TurnDns,
  batch: TurnBatch,
  deadline: number,
  stillWanted: () => boolean,
): Promise<TurnDetail | null> {
  const change = await batch.settle(await batch.takeUp(), deadline);
  // The hold is the stronger word: never lifted for a turn that a newer one has overtaken.
  if (change === null || !stillWanted()) return null;
  await dns.setHold(action.platform, false);
  if (action.stay === false) await dns.setStay(action.platform, false);
  return { kind: 'weights-and-release', change };
}

const look = ({ dns }: Pick<Ports, 'dns'>, { platform, mirrorShare }: TurnDns) =>
  dns.askAuthorities(platform, questionsFor(mirrorShare));

/** How often to ask each server what it answers where `share` of its answers point to the mirror. */
export const questionsFor = (share: number): number =>
  isPart(share) ? QUESTIONS.part : QUESTIONS.full;

const isPart = (share: number): boolean => share > 0 && share < 1;

/**
 * Whether every server's answers fit the share that was asked for. For a part: both sides seen,
 * and within four standard deviations of it.
 */
function agrees(answers: readonly AuthorityAnswer[], share: number): boolean {
  const published = answers.filter(({ answers: values }) => values.length > 0);
  if (published.length === 0) return false;
  const slack = 4 * Math.sqrt((share * (1 - share)) / QUESTIONS.part) + 1e-9;
  return published.every(({ mirrorShare: seen }) =>
    isPart(share) ? seen > 0 && seen < 1 && Math.abs(seen - share) <= slack : seen === share,
  );
}
