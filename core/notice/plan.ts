import { type EpochMs, epochMs } from '../units.ts';
import type { Delivery, Unreachable } from './delivery.ts';
import { earlierRing } from './earlier-ring.ts';
import { estimatePlan } from './estimate-plan.ts';
import { holdForQuietHours, ringingUntil } from './hold-for-quiet-hours.ts';
import { keepReaders } from './keep-readers.ts';
import type { LeftOut, PlanSummary } from './notice.ts';
import { type Drafts, openDrafts, ringFor, type Telephone } from './plan-drafts.ts';
import type { Addressee, PlanRequest } from './plan-request.ts';
import type { Ring } from './ring-when.ts';
import { smsLimits } from './sms-limits.ts';
import { type Spaced, type Spacing, spaceSms } from './space-sms.ts';

export type { Addressee, PlanRequest } from './plan-request.ts';

/** Who is owed what. */
export interface Plan {
  readonly summary: PlanSummary;
  /** In the order to send them. */
  readonly deliveries: readonly Delivery[];
  readonly unreachable: readonly Unreachable[];
}

/**
 * Plan one notice: who is told, on which channel, in which order, in how long and for how much.
 *
 * - One contact gets one message per channel, however many schools share it; it names them all.
 * - Mail to every contact; SMS only to numbers that asked for it, and to owners.
 * - A drill goes to those who asked, and to owners, and to nobody else (P9).
 * - An SMS to a school waits for 7:00 to 21:00 of a school day there; where none comes within three
 *   days, or the calendar does not know, there is none, and mail tells. Mail never waits.
 * - One number has few SMS: see {@link smsLimits}, and {@link spaceSms} for several platforms.
 * - A school that nobody tells is a named task (P3).
 * - Over what is left of the incident's budget the SMS to schools stay, and are counted: mails, and
 *   owners, go all the same, and a person is told. A correction is owed whatever it costs.
 * - A correction goes to those who read what it corrects, on the same channel (P5).
 *
 * The same input gives the same keys, so a plan made twice is one plan.
 */
export function planDeliveries(addressees: Iterable<Addressee>, asked: PlanRequest): Plan {
  const planner = openPlanner(asked);
  for (const addressee of addressees) planner.add(addressee);
  return planner.end();
}

/** A plan in the making: schools are added as they are read, and none of them is kept. */
export interface Planner {
  add(addressee: Addressee): void;
  /** To be called once, when all are added. */
  end(): Plan;
}

/** {@link planDeliveries}, for schools that come one by one. */
export function openPlanner(asked: PlanRequest): Planner {
  const leavesAt = epochMs(Math.max(asked.now, asked.sendAt ?? asked.now));
  const request = { ...asked, now: leavesAt };
  const drafts = openDrafts(request);
  return { add: (one) => drafts.add(one), end: () => planOf(drafts, request, asked.now) };
}

/** @param planned when it was, as in {@link timeSms} */
function planOf(drafts: Drafts, request: PlanRequest, planned: EpochMs): Plan {
  const { notice, silent } = request;
  const readers = request.readers?.filter(({ address }) => silent?.has(address) !== true);
  const all = [...drafts.byKey.values()].map(eachOnce);
  const kept = readers === undefined ? all : keepReaders(notice, all, readers);
  const timed = timeSms(kept, drafts, request, planned);
  const { deliveries, leftOut, silenced, overBudget } = withinBudget(timed, drafts, request);
  const unreachable = readers === undefined ? missing(drafts, deliveries, silenced, notice) : [];
  const sorted = deliveries.toSorted((a, b) => a.priority - b.priority);
  const summary = {
    ...estimatePlan(sorted, unreachable.length, request),
    ...(leftOut.size > 0 && { leftOut: Object.fromEntries(leftOut) }),
    ...(overBudget && { overBudget }),
  };
  return { summary, deliveries: sorted, unreachable };
}

/** Leave out SMS to schools, all of them, where the budget does not suffice for all. */
function withinBudget(
  timed: Timed,
  { telephones }: Drafts,
  request: PlanRequest,
): Timed & Pick<PlanSummary, 'overBudget'> {
  const leftEuros = request.rates.budgetEuros;
  const { costEuros } = estimatePlan(timed.deliveries, 0, request);
  if (costEuros <= leftEuros || request.readers !== undefined) return timed;
  // Only an owner's telephone keeps no school's hours.
  const goes = ({ channel, key }: Delivery) =>
    channel === 'mail' || telephones.get(key)?.places === null;
  const left = timed.deliveries.filter((one) => !goes(one));
  if (left.length === 0) return timed;
  const silenced = new Map(timed.silenced);
  for (const one of left.flatMap(({ recipients }) => recipients)) silenced.set(one, 'budget');
  return {
    deliveries: timed.deliveries.filter(goes),
    leftOut: new Map([...timed.leftOut, ['budget', left.length]]),
    silenced,
    overBudget: { costEuros, leftEuros },
  };
}

/** A school that was read twice is told of once. */
const eachOnce = (draft: Delivery): Delivery =>
  draft.recipients.length === 1 ? draft : { ...draft, recipients: [...new Set(draft.recipients)] };

type Silenced = Exclude<LeftOut, 'bundled'>;

interface Timed {
  readonly deliveries: readonly Delivery[];
  /** SMS that are not sent, by why. */
  readonly leftOut: ReadonlyMap<LeftOut, number>;
  /** Whom an SMS would have told, and why it does not. */
  readonly silenced: ReadonlyMap<string, Silenced>;
}

/**
 * Give each SMS its time, and leave out those that have none.
 *
 * @param planned from when on a person may send the notice, before its time: no telephone rings in a
 *   night by that
 */
function timeSms(
  kept: readonly Delivery[],
  drafts: Drafts,
  request: PlanRequest,
  planned: EpochMs,
): Timed {
  const leftOut = new Map<LeftOut, number>();
  const silenced = new Map<string, Silenced>();
  const hasMail = mailedBy(kept);
  const timed = (delivery: Delivery): Delivery | null => {
    if (delivery.channel === 'mail') return delivery;
    const telephone = drafts.telephones.get(delivery.key);
    const ring = ringOf(telephone, request);
    const time = timeOf(delivery, ring, hasMail, request);
    if (time.kind === 'at') {
      const waits = time.at > request.now || !rings(ring(planned), planned);
      const hours = hoursAt(time.at, telephone, request);
      return { ...delivery, ...(waits && { notBefore: time.at }), ...hours };
    }
    const why = time.kind === 'never' ? time.why : time.kind;
    leftOut.set(why, (leftOut.get(why) ?? 0) + 1);
    if (why !== 'bundled') for (const one of delivery.recipients) silenced.set(one, why);
    return null;
  };
  const deliveries = kept.map(timed).filter((one) => one !== null);
  return { deliveries, leftOut, silenced };
}

/** Whether each of them gets the notice by mail; the list is made when it is first asked for. */
function mailedBy(kept: readonly Delivery[]): (recipients: readonly string[]) => boolean {
  let mailed: ReadonlySet<string> | null = null;
  return (recipients) => {
    mailed ??= new Set(kept.flatMap((one) => (one.channel === 'mail' ? one.recipients : [])));
    const known = mailed;
    return recipients.every((one) => known.has(one));
  };
}

/** Of one number's schools, kept with its SMS: nobody has them in more zones and types. Chosen. */
const PLACES_MOST = 12;

/** Until when a telephone may ring on the day of its SMS; nothing for an owner's. */
function hoursAt(
  at: EpochMs,
  telephone: Telephone | undefined,
  request: PlanRequest,
): Pick<Delivery, 'rings'> {
  const { content, ringingHours } = request;
  if (telephone?.places === null) return {};
  const place = [...(telephone?.places ?? [])].find((one) => rings(ringFor(request, one, at), at));
  const timeZone = place?.timeZone ?? content.timeZone ?? request.timeZone;
  const places = [...(telephone?.places ?? [])].slice(0, PLACES_MOST);
  const until = ringingUntil(at, timeZone, ringingHours);
  return { rings: { until, timeZone, ...(places.length > 0 && { places }) } };
}

const rings = (ring: Ring, at: EpochMs): boolean => ring.kind === 'at' && ring.at === at;

/**
 * When a telephone may ring, from an instant on.
 *
 * @param telephone undefined for a reader that has left the directory
 */
function ringOf(telephone: Telephone | undefined, request: PlanRequest): (at: EpochMs) => Ring {
  const { content, now, timeZone, ringingHours } = request;
  return (at) => {
    if (telephone === undefined)
      return { kind: 'at', at: holdForQuietHours(at, content.timeZone ?? timeZone, ringingHours) };
    if (at === now) return telephone.ring;
    if (telephone.places === null) return { kind: 'at', at };
    return [...telephone.places].map((place) => ringFor(request, place, at)).reduce(earlierRing);
  };
}

function timeOf(
  { address, recipients }: Delivery,
  ring: (at: EpochMs) => Ring,
  hasMail: (recipients: readonly string[]) => boolean,
  request: PlanRequest,
): Spaced {
  const { content, now, readers, earlierSms, smsSpacingMs } = request;
  const start = ring(now);
  const others = earlierSms?.get(address) ?? [];
  if (start.kind === 'never' || others.length === 0) return start;
  const spacing: Spacing = {
    incident: content.incident,
    now,
    limits: smsLimits(content.drill, smsSpacingMs),
    // A correction goes where the first word went (P5).
    hasMail: readers === undefined && hasMail(recipients),
    ring,
  };
  return spaceSms(start.at, others, spacing);
}

/** Whoever no message tells is a task by name, with why (P3). */
function missing(
  { unwritten }: Drafts,
  deliveries: readonly Delivery[],
  silenced: ReadonlyMap<string, Silenced>,
  notice: string,
): readonly Unreachable[] {
  if (unwritten.size === 0) return [];
  const told = new Set(deliveries.flatMap(({ recipients }) => recipients));
  return [...unwritten].flatMap(([recipient, { name, why }]) => {
    if (told.has(recipient)) return [];
    const key = `${notice}/none/${recipient}`;
    return [{ key, notice, recipient, name, why: silenced.get(recipient) ?? why }];
  });
}
