import type { Owner } from '../platform.ts';
import type { Contact, School } from '../school/school.ts';
import type { EpochMs } from '../units.ts';
import { isDrill } from './choose-message.ts';
import type { Channel, Delivery, Unreachable } from './delivery.ts';
import { estimatePlan, type PlanRates } from './estimate-plan.ts';
import { holdForQuietHours, type RingingHours } from './hold-for-quiet-hours.ts';
import { keepReaders } from './keep-readers.ts';
import { normaliseAddress } from './normalise-address.ts';
import type { NoticeContent, PlanSummary } from './notice.ts';
import { OWNER_PRIORITY, schoolPriority } from './school-priority.ts';

/** A school and its ways to be reached, as the directory gives them. */
export interface Addressee {
  readonly school: School;
  readonly contacts: readonly Contact[];
}

export interface PlanRequest {
  readonly notice: string;
  readonly content: NoticeContent;
  readonly owners: readonly Owner[];
  readonly now: EpochMs;
  readonly rates: PlanRates;
  readonly ringingHours: RingingHours;
  /** Parts of the SMS in each language. */
  readonly smsSegments: { readonly [language in Delivery['language']]: number };
  /** SHA-256 of a text, in lower-case hexadecimal. */
  readonly hash: (text: string) => string;
  /** For a correction: the deliveries of the notice that it corrects, but for refused ones. */
  readonly readers?: readonly Delivery[];
}

/** Who is owed what. A plan over its budget owes nothing yet: a person decides. */
export type Plan =
  | {
      readonly kind: 'planned';
      readonly summary: PlanSummary;
      /** In the order to send them. */
      readonly deliveries: readonly Delivery[];
      readonly unreachable: readonly Unreachable[];
    }
  | { readonly kind: 'refused'; readonly summary: PlanSummary };

/**
 * Plan one notice: who is told, on which channel, in which order, in how long and for how much.
 *
 * - One contact gets one message per channel, however many schools share it; it names them all.
 * - Mail to every contact; SMS only to numbers that asked for it, and to owners.
 * - A drill goes to those who asked, and to owners, and to nobody else (P9).
 * - An SMS waits for 7:00 to 21:00 by the clock of the school, mail does not.
 * - A school with no usable contact is a named task (P3).
 * - A correction goes to those who read what it corrects, on the same channel (P5).
 *
 * The same input gives the same keys, so a plan made twice is one plan.
 */
export function planDeliveries(addressees: Iterable<Addressee>, request: PlanRequest): Plan {
  const drafts = new Map<string, Delivery>();
  const unreachable = new Map<string, Unreachable>();
  addOwners(request, drafts, unreachable);
  addSchools(addressees, request, drafts, unreachable);

  const { notice, readers } = request;
  const all = [...drafts.values()];
  const kept = readers === undefined ? all : keepReaders(notice, all, readers);
  if (readers !== undefined) unreachable.clear();
  const deliveries = kept.toSorted((a, b) => a.priority - b.priority);
  const summary = estimatePlan(deliveries, unreachable.size, request);
  const { budgetEuros } = request.rates;
  if (summary.costEuros > budgetEuros) {
    const refused = `${summary.costEuros} euros, budget ${budgetEuros} euros`;
    return { kind: 'refused', summary: { ...summary, refused } };
  }
  return { kind: 'planned', summary, deliveries, unreachable: [...unreachable.values()] };
}

type Drafts = Map<string, Delivery>;
type Missing = Map<string, Unreachable>;

function addOwners(request: PlanRequest, drafts: Drafts, unreachable: Missing): void {
  for (const owner of request.owners) {
    const ways: readonly (readonly [Channel, string | undefined])[] = [
      ['mail', owner.mail],
      ['sms', owner.mobile],
    ];
    const reached = ways.filter(
      ([channel, address]) =>
        address !== undefined &&
        addDelivery(request, drafts, {
          channel,
          address,
          recipient: owner.name,
          language: 'fr',
          priority: OWNER_PRIORITY,
        }),
    );
    if (reached.length === 0) {
      const any = owner.mail !== undefined || owner.mobile !== undefined;
      miss(request, unreachable, owner.name, owner.name, any);
    }
  }
}

function addSchools(
  addressees: Iterable<Addressee>,
  request: PlanRequest,
  drafts: Drafts,
  unreachable: Missing,
): void {
  const drill = isDrill(request.content);
  const reached = new Set<string>();
  for (const { school, contacts } of addressees) {
    const priority = schoolPriority(school.type);
    const wanted = contacts.filter(
      ({ channel, origin }) => origin === 'opt-in' || (channel === 'mail' && !drill),
    );
    for (const { channel, address, language } of wanted) {
      const to = { channel, address, recipient: school.uai, language, priority };
      if (addDelivery(request, drafts, { ...to, timeZone: school.timeZone })) {
        reached.add(school.uai);
        unreachable.delete(missKey(request, school.uai));
      }
    }
    if (!drill && !reached.has(school.uai)) {
      miss(request, unreachable, school.uai, school.name, wanted.length > 0);
    }
  }
}

interface Address {
  readonly channel: Channel;
  readonly address: string;
  readonly recipient: string;
  readonly language: Delivery['language'];
  readonly priority: number;
  /** Absent for owners: whoever runs a platform is told at night too. */
  readonly timeZone?: string;
}

/** @returns false when the address cannot be sent to */
function addDelivery(request: PlanRequest, drafts: Drafts, to: Address): boolean {
  const address = normaliseAddress(to.channel, to.address);
  if (address === null) return false;
  const key = `${request.notice}/${to.channel}/${request.hash(address).slice(0, 16)}`;
  const known = drafts.get(key);
  const start =
    to.channel === 'sms' && to.timeZone !== undefined
      ? holdForQuietHours(request.now, to.timeZone, request.ringingHours)
      : request.now;
  const earliest = Math.min(start, known ? (known.notBefore ?? request.now) : start) as EpochMs;
  drafts.set(key, {
    key,
    notice: request.notice,
    channel: to.channel,
    address,
    recipients: [...new Set([...(known?.recipients ?? []), to.recipient])],
    language: known?.language ?? to.language,
    priority: Math.min(known?.priority ?? to.priority, to.priority),
    ...(earliest > request.now ? { notBefore: earliest } : {}),
  });
  return true;
}

const missKey = ({ notice }: PlanRequest, recipient: string): string =>
  `${notice}/none/${recipient}`;

function miss(
  request: PlanRequest,
  unreachable: Missing,
  recipient: string,
  name: string,
  hadAddress: boolean,
): void {
  const key = missKey(request, recipient);
  const why = hadAddress ? 'address-invalid' : 'no-contact';
  unreachable.set(key, { key, notice: request.notice, recipient, name, why });
}
