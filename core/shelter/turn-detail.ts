/** How a turn was carried out, before the name servers were asked what they answer. */
export type TurnDetail =
  /** Out: the hold is set, and the weights after it. */
  | { readonly kind: 'hold-and-weights' }
  /** Out: the hold shelters, and the weights are still to come: what their provider said. */
  | { readonly kind: 'hold-alone'; readonly said: string }
  /** Back, or a share: the weights first, then the hold is lifted. */
  | { readonly kind: 'weights-and-release' };
