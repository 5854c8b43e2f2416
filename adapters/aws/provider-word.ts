import type { Receipt } from '../../core/notice/receipt.ts';

/** What one event of a provider says of a delivery. */
export type ProviderWord =
  | { readonly kind: 'receipt'; readonly receipt: Receipt }
  /** `event` is the provider's own name for it. */
  | { readonly kind: 'nothing'; readonly event: string; readonly why: NothingSaid }
  /** The providers' and SNS's own messages about the wiring, of no delivery. */
  | { readonly kind: 'wiring'; readonly event: string };

/**
 * - `not-final`: the message is still on its way, or somebody read it.
 * - `unknown-event`: of no kind that is known here; the provider has grown.
 * - `names-no-delivery`: sent by hand or by another system of the same account.
 */
export type NothingSaid = 'not-final' | 'unknown-event' | 'names-no-delivery';

/** Of a receipt's detail: it is one line of an operator's list. Chosen. */
const DETAIL_MAX = 300;

/**
 * A provider's own reason as one line, without what could reach a person: mail servers like to
 * repeat the address, and the reason goes into lists that are kept longer than addresses are.
 */
export function detailOf(...parts: readonly (string | undefined)[]): string {
  const text = parts
    .filter((part) => part !== undefined && part !== '')
    .map((part) => String(part).slice(0, 1_000))
    .join(': ');
  return text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .replaceAll(/[^\s@<>"'(),:;[\]]{1,255}@[^\s@<>"'(),:;[\]]{1,255}/g, '[mail]')
    .replaceAll(/\+\d[\d .-]{5,20}\d/g, '[phone]')
    .slice(0, DETAIL_MAX);
}
