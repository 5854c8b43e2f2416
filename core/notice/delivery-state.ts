import type { Channel } from './delivery.ts';
import type { ReceiptKind } from './receipt.ts';

/**
 * Where one delivery stands, weakest first: of two words on one delivery the stronger counts.
 *
 * - `planned`: owed, and held by nobody. Also after a provider asked for patience.
 * - `claimed`: one sender holds it; written down before the message leaves.
 * - `unknown`: it left and no answer came. Never sent again by SMS.
 * - `accepted`: a provider took it, and has said nothing since.
 * - `delivered`: the phone, or the recipient's mail server, took it.
 * - `failed-temporary`: it was put off until its time was over. Another message may arrive.
 * - `suppressed`: kept back by a list, a filter, an operator, or since it was no longer true.
 * - `failed-permanent`: the provider or the address refused it for good.
 */
export const DELIVERY_STATES = [
  'planned',
  'claimed',
  'unknown',
  'accepted',
  'delivered',
  'failed-temporary',
  'suppressed',
  'failed-permanent',
] as const;

export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What a sender settles by the provider's answer. */
export type SettledState = Exclude<DeliveryState, 'planned' | 'claimed' | 'delivered'>;

const FAILED = ['failed-temporary', 'suppressed', 'failed-permanent'] as const;
const WORD_OF_PROVIDER = ['delivered', ...FAILED] as const;

/**
 * Every move there is. A `planned` one moves by a receipt only when it had left before and its
 * answer was lost: proof of arrival spares its reader a second message.
 */
export const MOVES: { readonly [from in DeliveryState]: readonly DeliveryState[] } = {
  planned: ['claimed', ...WORD_OF_PROVIDER],
  claimed: ['planned', 'unknown', 'accepted', ...WORD_OF_PROVIDER],
  unknown: WORD_OF_PROVIDER,
  accepted: WORD_OF_PROVIDER,
  delivered: FAILED,
  'failed-temporary': ['suppressed', 'failed-permanent'],
  suppressed: ['failed-permanent'],
  'failed-permanent': [],
};

/** What a receipt says of the state. A complaint is proof of arrival. */
const SAYS: { readonly [kind in ReceiptKind]: (typeof WORD_OF_PROVIDER)[number] } = {
  delivered: 'delivered',
  complained: 'delivered',
  expired: 'failed-temporary',
  blocked: 'suppressed',
  bounced: 'failed-permanent',
};

/** The state by a receipt alone. */
export const stateSaidBy = (kind: ReceiptKind): DeliveryState => SAYS[kind];

/**
 * The state after a receipt. One that is being sent stays its sender's until it is settled; a
 * weaker word changes nothing, so that receipts may come in any order and twice.
 */
export const stateAfterReceipt = (state: DeliveryState, kind: ReceiptKind): DeliveryState =>
  state === 'claimed' ? state : stronger(state, SAYS[kind]);

/**
 * The state that a sender's answer gives a claimed delivery, in the light of a receipt that came
 * before it: an answer that never came is made up for by proof of arrival, a refusal is not.
 *
 * @param kind null while there is none
 */
export const stateAfterAnswer = (answer: SettledState, kind: ReceiptKind | null): DeliveryState =>
  kind === null ? answer : stronger(answer, SAYS[kind]);

const stronger = (one: DeliveryState, other: DeliveryState): DeliveryState =>
  DELIVERY_STATES.indexOf(other) > DELIVERY_STATES.indexOf(one) ? other : one;

/** It did not reach its recipient, and nobody tries it again. */
export const hasFailed = (state: DeliveryState): boolean =>
  FAILED.some((failed) => failed === state);

/** A copy of it came back, or was put off for good; what is suppressed its reader did not want. */
export const cameBack = (state: DeliveryState): boolean =>
  state === 'failed-temporary' || state === 'failed-permanent';

/**
 * Whether its words may have been read, or will be: it has not failed; or it is a mail that was tried
 * more than once, since its answer was lost, of whose copies one alone is known to have come back.
 */
export const mayBeRead = (state: DeliveryState, channel: Channel, tries: number): boolean =>
  !hasFailed(state) || (channel === 'mail' && tries > 1 && cameBack(state));

/** A person must see to its recipient: it failed, or nobody knows. */
export const needsPerson = (state: DeliveryState): boolean =>
  state === 'unknown' || hasFailed(state);

/** Still owed or being sent: a notice with such a one is not finished. */
export const isPending = (state: DeliveryState): boolean =>
  state === 'planned' || state === 'claimed';
