import { localDate } from '../school/local-date.ts';
import type { School } from '../school/school.ts';
import type { EpochMs } from '../units.ts';
import { isDrill } from './choose-message.ts';
import type { Channel, Delivery, Unreachable } from './delivery.ts';
import { earlierRing } from './earlier-ring.ts';
import { normaliseAddress } from './normalise-address.ts';
import { holdForQuietHours } from './hold-for-quiet-hours.ts';
import type { Addressee, PlanRequest } from './plan-request.ts';
import { type Ring, type RingingSchool, ringWhen } from './ring-when.ts';
import { OWNER_PRIORITY, schoolPriority } from './school-priority.ts';

/** What one contact is owed on one channel, while schools are still being read. */
export interface Draft {
  readonly key: string;
  readonly channel: Channel;
  readonly address: string;
  readonly language: Delivery['language'];
  /** In the order of the directory; a school that is read twice may be there twice. */
  readonly recipients: string[];
  priority: number;
  /**
   * Of an SMS: whose hours hold, each place once. Null for a mail, and for an owner, who is told at
   * night too.
   */
  places: Set<RingingSchool> | null;
  /** When the first of them may be told. */
  ring: Ring;
}

export interface Drafts {
  readonly byKey: ReadonlyMap<string, Draft>;
  /** Those whom no mail tells: by UAI, or by the owner's name, why nobody could be addressed. */
  readonly unwritten: ReadonlyMap<string, Unwritten>;
}

interface Unwritten {
  readonly name: string;
  why: Extract<Unreachable['why'], 'no-contact' | 'address-invalid' | 'opted-out'>;
}

/** Gather every contact once per channel, with all that it stands for. */
export function draftDeliveries(addressees: Iterable<Addressee>, request: PlanRequest): Drafts {
  const byKey = new Map<string, Draft>();
  const book = { request, byKey, unwritten: new Map<string, Unwritten>() };
  addOwners(book);
  addSchools(addressees, book);
  return book;
}

interface Book {
  readonly request: PlanRequest;
  readonly byKey: Map<string, Draft>;
  readonly unwritten: Map<string, Unwritten>;
}

function addOwners(book: Book): void {
  for (const owner of book.request.owners) {
    const ways: readonly (readonly [Channel, string | undefined])[] = [
      ['mail', owner.mail],
      ['sms', owner.mobile],
    ];
    const ring: Ring = { kind: 'at', at: book.request.now };
    const told = { recipient: owner.name, language: 'fr', priority: OWNER_PRIORITY, ring } as const;
    const given = ways.flatMap(([channel, address]) =>
      address === undefined ? [] : [{ ...told, channel, address }],
    );
    const tried = given.map((to) => ({ channel: to.channel, drafted: addDraft(book, to) }));
    noteUnwritten(book, owner.name, owner.name, tried);
  }
}

function addSchools(addressees: Iterable<Addressee>, book: Book): void {
  const drill = isDrill(book.request.content);
  const hours = schoolHours(book.request);
  for (const { school, contacts } of addressees) {
    const { ring, hasClass, place } = hours(school);
    const priority = schoolPriority(school.type, hasClass);
    const tried: Tried[] = [];
    for (const { channel, address, language, origin } of contacts) {
      if (origin !== 'opt-in' && (channel !== 'mail' || drill)) continue;
      const to = { channel, address, language, priority, recipient: school.uai };
      const drafted = addDraft(book, channel === 'mail' ? to : { ...to, ring, place });
      tried.push({ channel, drafted });
    }
    if (!drill) noteUnwritten(book, school.uai, school.name, tried);
  }
}

interface Tried {
  readonly channel: Channel;
  readonly drafted: 'sound' | 'invalid' | 'silent';
}

function noteUnwritten(
  { unwritten }: Book,
  recipient: string,
  name: string,
  tried: readonly Tried[],
): void {
  if (tried.some(({ channel, drafted }) => channel === 'mail' && drafted === 'sound')) return;
  if (unwritten.has(recipient) && tried.length === 0) return;
  const asked = tried.length > 0 && tried.every(({ drafted }) => drafted === 'silent');
  const why = tried.length === 0 ? 'no-contact' : asked ? 'opted-out' : 'address-invalid';
  unwritten.set(recipient, { name, why });
}

interface Address {
  readonly channel: Channel;
  readonly address: string;
  readonly recipient: string;
  readonly language: Delivery['language'];
  readonly priority: number;
  readonly ring?: Ring;
  readonly place?: RingingSchool;
}

/** @returns `sound` when its address is owed something */
function addDraft({ request, byKey }: Book, to: Address): Tried['drafted'] {
  const { channel, recipient, language, priority, place } = to;
  const address = normaliseAddress(channel, to.address);
  if (address === null) return 'invalid';
  if (request.silent?.has(address) === true) return 'silent';
  const key = `${request.notice}/${channel}/${request.hash(address).slice(0, 16)}`;
  const ring: Ring = to.ring ?? { kind: 'at', at: request.now };
  const known = byKey.get(key);
  if (known === undefined) {
    const places = place === undefined ? null : new Set([place]);
    const recipients = [recipient];
    byKey.set(key, { key, channel, address, language, recipients, priority, places, ring });
    return 'sound';
  }
  if (known.recipients.at(-1) !== recipient) known.recipients.push(recipient);
  known.priority = Math.min(known.priority, priority);
  known.ring = earlierRing(known.ring, ring);
  // An owner's number rings whatever schools it stands for beside.
  if (place === undefined) known.places = null;
  else known.places?.add(place);
  return 'sound';
}

interface SchoolHours {
  readonly ring: Ring;
  /** By day, on a school day as far as is known. */
  readonly hasClass: boolean;
  /** One object for all schools of the place. */
  readonly place: RingingSchool;
}

/** Thousands of schools share one zone, department and type: each such place is looked up once. */
function schoolHours(request: PlanRequest): (school: School) => SchoolHours {
  const { now, ringingHours, calendar } = request;
  const known = new Map<string, SchoolHours>();
  return (school) => {
    const { timeZone, department, type } = school;
    const name = `${timeZone} ${department} ${type}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    const byDay = holdForQuietHours(now, timeZone, ringingHours) === now;
    const hasClass = byDay && calendar.dayOf(school, localDate(now, timeZone)) !== 'no-class';
    const place = { timeZone, department, type };
    const made = { ring: ringFor(request, place, now), hasClass, place };
    known.set(name, made);
    return made;
  };
}

/**
 * When a school may be rung from an instant on. A correction follows whoever read what it corrects,
 * on the same channel, so it keeps the hours and does not ask for a school day beyond the near ones.
 */
export function ringFor(request: PlanRequest, school: RingingSchool, at: EpochMs): Ring {
  const { ringingHours, calendar, readers } = request;
  const ring = ringWhen(at, school, ringingHours, calendar);
  if (ring.kind === 'at' || readers === undefined) return ring;
  return { kind: 'at', at: holdForQuietHours(at, school.timeZone, ringingHours) };
}
