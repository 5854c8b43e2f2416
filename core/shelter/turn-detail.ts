/** How a turn was carried out, before the name servers were asked what they answer. */
export type TurnDetail =
  /** Out: the hold is set, and the weights after it. */
  | { readonly kind: 'hold-and-weights' }
  /** Out: the hold shelters, and the weights are still to come: what their provider said. */
  | { readonly kind: 'hold-alone'; readonly said: string }
  /**
   * Out: the hold is set, and an order to stay at the origin is still to be lifted: what its provider
   * said. The weights may be to come too.
   */
  | { readonly kind: 'stay-owed'; readonly said: string }
  /** It was done, and people have lifted its order to stay at the origin since, by hand. */
  | { readonly kind: 'stay-lifted' }
  /** Back, or a share: the weights first, then the hold is lifted. */
  | { readonly kind: 'weights-and-release' };
