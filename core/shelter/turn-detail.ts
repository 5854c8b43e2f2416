import type { DnsChange } from './dns-change.ts';

/**
 * How a turn was carried out, before the name servers were asked what they answer.
 *
 * `change` is the batch that set its weights; absent where none was accepted, and in the first journals.
 */
export type TurnDetail =
  /** Out: the hold is set, and the weights after it. */
  | { readonly kind: 'hold-and-weights'; readonly change?: DnsChange }
  /** Out: the hold shelters, and the weights are still to come: what their provider said. */
  | { readonly kind: 'hold-alone'; readonly said: string; readonly change?: DnsChange }
  /**
   * Out: the hold is set, and an order to stay at the origin is still to be lifted: what its provider
   * said. The weights may be to come too.
   */
  | { readonly kind: 'stay-owed'; readonly said: string; readonly change?: DnsChange }
  /** It was done, and people have lifted its order to stay at the origin since, by hand. */
  | { readonly kind: 'stay-lifted' }
  /** Back, or a share: the weights first, then the hold is lifted. */
  | { readonly kind: 'weights-and-release'; readonly change?: DnsChange };
