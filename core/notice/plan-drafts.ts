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
export interface Draft extends Omit<Delivery, 'notBefore' | 'rings'> {
  /** In the order of the directory; a school that is read twice may be there twice. */
  readonly recipients: string[];
  priority: number;
}

/** The telephone that an SMS rings. */
export interface Telephone {
  /** Whose hours hold, each place once; null for an owner's, who is told at night too. */
  places: Set<RingingSchool> | null;
  /** When the first of them may be told. */
  ring: Ring;
}

export interface Drafts {
  readonly byKey: ReadonlyMap<string, Draft>;
  /** Of SMS alone, by key: mails never wait, and 60,000 of them would each say so. */
  readonly telephones: ReadonlyMap<string, Telephone>;
  /** Those whom no mail tells: by UAI, or by the owner's name, why nobody could be addressed. */
  readonly unwritten: ReadonlyMap<string, Unwritten>;
}

interface Unwritten {
  readonly name: string;
  why: Extract<Unreachable['why'], 'no-contact' | 'address-invalid' | 'opted-out'>;
}

/** Drafts that schools are still added to. */
export interface OpenDrafts extends Drafts {
  add(addressee: Addressee): void;
}

/**
 * Gather every contact once per channel, with all that it stands for: owners at once, and schools as
 * they are read. Nothing of a school is kept but what it is owed.
 */
export function openDrafts(request: PlanRequest): OpenDrafts {
  const book: Book = {
    request,
    byKey: new Map(),
    telephones: new Map(),
    unwritten: new Map(),
  };
  addOwners(book);
  const { byKey, telephones, unwritten } = book;
  return { byKey, telephones, unwritten, add: schoolAdder(book) };
}

interface Book {
  readonly request: PlanRequest;
  readonly byKey: Map<string, Draft>;
  readonly telephones: Map<string, Telephone>;
  readonly unwritten: Map<string, Unwritten>;
}

function addOwners(book: Book): void {
  for (const owner of book.request.owners) {
    const ways: readonly (readonly [Channel, string | undefined])[] = [
      ['mail', owner.mail],
      ['sms', owner.mobile],
    ];
    const told = { recipient: owner.name, language: 'fr', priority: OWNER_PRIORITY } as const;
    const given = ways.flatMap(([channel, address]) =>
      address === undefined ? [] : [{ ...told, channel, address }],
    );
    const tried = given.map((to) => ({ channel: to.channel, drafted: addDraft(book, to) }));
    noteUnwritten(book, owner.name, owner.name, tried);
  }
}

function schoolAdder(book: Book): (addressee: Addressee) => void {
  const drill = isDrill(book.request.content);
  const hours = schoolHours(book.request);
  return ({ school, contacts }) => {
    const { ring, hasClass, place } = hours(school);
    const priority = schoolPriority(school.type, hasClass);
    const tried: Tried[] = [];
    for (const { channel, address, language, origin } of contacts) {
      if (origin !== 'opt-in' && (channel !== 'mail' || drill)) continue;
      const to = { channel, address, language, priority, recipient: school.uai };
      const drafted = addDraft(book, channel === 'mail' ? to : { ...to, hours: { ring, place } });
      tried.push({ channel, drafted });
    }
    if (!drill) noteUnwritten(book, school.uai, school.name, tried);
  };
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
  /** Of a school's telephone. Absent: an owner's, or a mailbox. */
  readonly hours?: Pick<SchoolHours, 'ring' | 'place'>;
}

/** @returns `sound` when its address is owed something */
function addDraft({ request, byKey, telephones }: Book, to: Address): Tried['drafted'] {
  const { channel, recipient, language, priority } = to;
  const address = normaliseAddress(channel, to.address);
  if (address === null) return 'invalid';
  if (request.silent?.has(address) === true) return 'silent';
  const { notice } = request;
  const key = `${notice}/${channel}/${request.hash(address).slice(0, 16)}`;
  const known = byKey.get(key);
  if (known === undefined) {
    const recipients = [recipient];
    byKey.set(key, { key, notice, channel, address, recipients, language, priority });
  } else {
    if (known.recipients.at(-1) !== recipient) known.recipients.push(recipient);
    known.priority = Math.min(known.priority, priority);
  }
  if (channel === 'sms') {
    const ring = to.hours?.ring ?? { kind: 'at', at: request.now };
    addTelephone(telephones, key, ring, to.hours?.place);
  }
  return 'sound';
}

function addTelephone(
  telephones: Map<string, Telephone>,
  key: string,
  ring: Ring,
  place: RingingSchool | undefined,
): void {
  const known = telephones.get(key);
  if (known === undefined) {
    telephones.set(key, { ring, places: place === undefined ? null : new Set([place]) });
    return;
  }
  known.ring = earlierRing(known.ring, ring);
  // An owner's number rings whatever schools it stands for beside.
  if (place === undefined) known.places = null;
  else known.places?.add(place);
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
