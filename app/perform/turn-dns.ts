import { PreauError } from '../../core/errors.ts';
import type { Action } from '../../core/incident/action.ts';
import type { AuthorityAnswer, Event } from '../../core/incident/event.ts';
import type { TurnDetail } from '../../core/shelter/turn-detail.ts';
import { minutes, seconds } from '../../core/units.ts';
import type { Ports } from '../ports.ts';

type TurnDns = Extract<Action, { kind: 'turn-dns' }>;
/** What the name servers answered after a turn, and how it was carried out. */
type DnsTurned = Extract<Event, { kind: 'dns-turned' }> & { readonly detail: TurnDetail };

/**
 * How long a turn may take in all, to be in sync and to be seen everywhere: a check interval, a batch,
 * and margin. Less than its worker lives on AWS. Chosen.
 */
const PATIENCE = minutes(5);
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
 * @param stillWanted asked between looks: a turn that a later one overtook is not waited for
 * @returns null when it was overtaken
 */
export async function turnDns(
  ports: Pick<Ports, 'dns' | 'clock'>,
  action: TurnDns,
  stillWanted: () => boolean = () => true,
): Promise<DnsTurned | null> {
  const deadline = ports.clock.now() + PATIENCE;
  if (action.stay === true) await ports.dns.setStay(action.platform, true);
  const detail = action.hold
    ? await goOut(ports, action, deadline)
    : await comeBack(ports, action, deadline, stillWanted);
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
  { dns, clock }: Pick<Ports, 'dns' | 'clock'>,
  action: TurnDns,
  deadline: number,
): Promise<TurnDetail> {
  await dns.setHold(action.platform, true).catch(async (error: unknown) => {
    // Where the holds are is down, and visitors do not wait for it: the weights shelter them while
    // the turn is tried again until it holds. What they say then is no news: the hold's failure is.
    await dns.setShare(action.platform, action.mirrorShare).catch(() => undefined);
    throw error;
  });
  // One may work where the other does not: neither is left out for it.
  const change = await orSaid(() => dns.setShare(action.platform, action.mirrorShare));
  const stay = action.stay === false ? await orSaid(() => dns.setStay(action.platform, false)) : {};
  if (stay.said !== undefined) return { kind: 'stay-owed', said: stay.said };
  const { done } = change;
  const { said } =
    done === undefined ? change : await orSaid(() => settle({ dns, clock }, done, deadline));
  return said === undefined ? { kind: 'hold-and-weights' } : { kind: 'hold-alone', said };
}

/** What came of it, or what its provider said; what is no provider's word is thrown on. */
async function orSaid<T>(
  work: () => Promise<T>,
): Promise<{ readonly done?: T; readonly said?: string }> {
  try {
    return { done: await work() };
  } catch (error) {
    if (!(error instanceof PreauError)) throw error;
    return { said: error.message };
  }
}

async function comeBack(
  { dns, clock }: Pick<Ports, 'dns' | 'clock'>,
  action: TurnDns,
  deadline: number,
  stillWanted: () => boolean,
): Promise<TurnDetail | null> {
  await settle({ dns, clock }, await dns.setShare(action.platform, action.mirrorShare), deadline);
  // The hold is the stronger word: never lifted for a turn that a newer one has overtaken.
  if (!stillWanted()) return null;
  await dns.setHold(action.platform, false);
  if (action.stay === false) await dns.setStay(action.platform, false);
  return { kind: 'weights-and-release' };
}

async function settle(
  { dns, clock }: Pick<Ports, 'dns' | 'clock'>,
  change: string,
  deadline: number,
): Promise<void> {
  while ((await dns.changeState(change)) === 'pending') {
    if (clock.now() >= deadline)
      throw new PreauError('dns-unreachable', `change ${change} is still pending`, {
        retryable: true,
      });
    await clock.sleep(LOOK_EVERY);
  }
}

const look = ({ dns }: Pick<Ports, 'dns'>, { platform, mirrorShare }: TurnDns) =>
  dns.askAuthorities(platform, isPart(mirrorShare) ? QUESTIONS.part : QUESTIONS.full);

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
