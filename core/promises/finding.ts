/** Values by their names: counts, numbers of lines, and durations are numbers. */
type Numbers<Name extends string> = Readonly<Record<Name, number>>;
type Texts<Name extends string> = Readonly<Record<Name, string>>;

/** The values of each sentence about a promise, by its key in the locales under `promise`. */
interface Sentences {
  // What was counted where a promise was kept.
  readonly 'turns-fit': Numbers<'count'>;
  readonly 'turns-held': Numbers<'count'>;
  readonly 'words-carried': Numbers<'count'>;
  readonly 'rounds-seen': Numbers<'count'>;
  readonly 'lines-explained': Numbers<'count'>;
  readonly 'all-told': Numbers<'planned' | 'accepted' | 'listed' | 'replaced'>;
  readonly 'health-alone': Numbers<'count'>;
  readonly 'names-steady': Numbers<'count'>;
  readonly 'no-drill': Numbers<never>;
  // What a line of the journal broke.
  readonly 'mirror-unfit': Numbers<'seq'> & Texts<'platform'>;
  readonly 'out-twice': Numbers<'sec'> & Texts<'platform'>;
  readonly 'back-twice': Numbers<'sec'> & Texts<'platform'>;
  /** A cause as the journal holds it: of an altered one it may be none of ours. */
  readonly 'word-unfounded': Numbers<'seq'> & Texts<'cause'>;
  readonly 'round-blind': Numbers<'seq' | 'count'>;
  readonly 'time-unseen': Numbers<'seq'> & Texts<'platform'>;
  readonly 'change-unheard': Numbers<'seq'> & Texts<'change'>;
  readonly 'line-unexplained': Numbers<'seq'>;
  readonly 'line-elsewhere': Numbers<'seq' | 'expected'>;
  readonly 'line-astray': Numbers<'seq'>;
  readonly 'line-altered': Numbers<'seq'>;
  readonly 'line-other': Numbers<'seq'>;
  readonly 'line-not-json': Numbers<'seq'>;
  /** `why` as the machine says it. */
  readonly 'not-replayed': Texts<'why'>;
  // What the ledger, the boxes and the name server show to be broken.
  readonly unsent: Numbers<'count'>;
  readonly miscounted: Numbers<'planned' | 'counted'>;
  readonly 'came-twice': Numbers<'count'>;
  readonly 'in-no-box': Numbers<'count'>;
  readonly 'on-their-way': Numbers<'count' | 'planned'>;
  readonly 'name-left-twice': Numbers<'ms'> & Texts<'name'>;
  readonly 'drill-word': Numbers<never>;
}

/**
 * What was counted of a promise, or what broke it: a key of the locales under `promise`, and its
 * values. Worded where it is shown, in the language of whoever reads it.
 */
export type Finding = {
  readonly [Key in keyof Sentences]: { readonly key: Key; readonly values: Sentences[Key] };
}[keyof Sentences];
