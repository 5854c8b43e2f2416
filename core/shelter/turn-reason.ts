/**
 * Why a turn was asked for, as a kind and what a sentence about it needs: the faces word it, each in
 * its own language, and rules may read it. Parts are in [0, 1].
 */
export type TurnReason =
  /** Of the vantages that voted, so many no longer reach the platform. */
  | { readonly kind: 'fell'; readonly against: number; readonly of: number }
  /** The name servers' own checks had left the origin before any vantage saw it fall. */
  | { readonly kind: 'left-by-health' }
  | { readonly kind: 'fell-again' }
  /** It had fallen, and waited for a mirror that may serve. */
  | { readonly kind: 'mirror-fit-again' }
  /** It had fallen, and waited for what forbade to turn it to pass: the blast radius. */
  | { readonly kind: 'waited' }
  | { readonly kind: 'way-back'; readonly originShare: number }
  /** The mirror may serve no more: everybody goes back to an origin that answers. */
  | { readonly kind: 'mirror-gone' }
  | { readonly kind: 'bad-on-the-way-back' }
  /** A step of the way back was not seen done: everybody goes to the mirror again. */
  | { readonly kind: 'not-confirmed' }
  /** The same heading once more: the shell gave the turn up, or it was not seen done. */
  | { readonly kind: 'asked-again'; readonly after: 'given-up' | 'not-confirmed' }
  | { readonly kind: 'by-hand'; readonly what: 'shelter' | 'release' }
  | { readonly kind: 'share-by-hand'; readonly mirrorShare: number }
  /** A degraded platform is relieved by rule. */
  | { readonly kind: 'shed'; readonly failedShare: number }
  /** Closed on purpose: a person says so, or its own page does. */
  | { readonly kind: 'suspended'; readonly by: 'person' | 'page' }
  | { readonly kind: 'reopened'; readonly by: 'person' | 'page' }
  | { readonly kind: 'vetoed' }
  | { readonly kind: 'veto-lifted' }
  | { readonly kind: 'drill' }
  | { readonly kind: 'drill-over' };
