import type { Rung, SpokenCause } from '../cause/cause.ts';

/** Causes whose words differ once the operator has confirmed them. */
export const TOLD_CAUSES = [
  'overload',
  'attack',
  'hosting',
  'application',
  'name-or-certificate',
  'third-party',
] as const satisfies readonly SpokenCause[];

type ToldCause = (typeof TOLD_CAUSES)[number];

/** Every message that a notice may be worded as, on each channel. */
export const MESSAGE_NAMES = [
  'outage',
  'login',
  'undetermined',
  'suspended',
  ...TOLD_CAUSES,
  ...TOLD_CAUSES.map((cause) => `${cause}-unconfirmed` as const),
  'recovery',
  'relapse',
  'correction',
  'drill',
] as const satisfies readonly string[];

export type MessageName =
  | 'outage'
  | 'login'
  | 'undetermined'
  | 'suspended'
  | ToldCause
  | `${ToldCause}-unconfirmed`
  | 'recovery'
  | 'relapse'
  | 'correction'
  | 'drill';

/** Everything that may stand between braces in a template. */
export const VARIABLE_NAMES = [
  /** What the platform is called on this channel. */
  'ent',
  /** When it fell, or came back in a recovery. */
  'h',
  /** When the next word comes. */
  'next',
  /** The lessons' address, once DNS answers with the mirror. */
  'url',
  'status',
  /** How long the fall lasted, or lasts. */
  'dur',
  /** The incident's reference. */
  'id',
  /** The cause and its certainty; empty while undetermined. */
  'cause',
  'certainty',
  /** One sentence on the cause, whatever it is. */
  'verdict',
  /** When undetermined: what stays open. */
  'open',
  /** In a correction: the cause that was said, and when. */
  'said',
  'saidAt',
  /** Measured facts; in a list item, one item each. */
  'facts',
  /** Which schools one message is for, in its own words. */
  'schools',
  'count',
  'optout',
] as const;

export type VariableName = (typeof VARIABLE_NAMES)[number];

/** Empty text and null both mean "nothing to say". */
export type Variables = { readonly [name in VariableName]?: string | null };

export interface MailTemplate {
  readonly subject: string;
  /** Paragraphs parted by an empty line; a line that begins with `- ` is a list item. */
  readonly body: string;
}

/**
 * All the words that notices are made of, in one language. From `locales/`, never from code.
 *
 * In a template, `{name}` stands for a variable, and `[[…]]` for words that are left out when any
 * variable between them has nothing to say.
 */
export interface Wording {
  readonly language: 'fr' | 'en';
  /** Begins with EXERCICE in every language: what leaves in a drill begins with it (P9). */
  readonly drillMark: string;
  /** First paragraph of every drill mail, after the mark. */
  readonly drillNote: string;
  /** Between hours and minutes: `h` or `:`. */
  readonly clockSign: string;
  /** What a day is called in a duration: `j` or `d`. */
  readonly dayUnit: string;
  readonly listOr: string;
  readonly causes: { readonly [cause in Exclude<SpokenCause, 'undetermined'>]: string };
  readonly rungs: { readonly [rung in Rung]: string };
  /** What is said of an attack until the operator confirms it, whatever the verdict's rung. */
  readonly attackUnconfirmed: string;
  readonly verdictStated: string;
  readonly verdictUndetermined: string;
  /** For one school, and for several. */
  readonly schoolsOne: string;
  readonly schoolsMany: string;
  /** In order of wish: the first that fits one part is sent. The last always fits. */
  readonly sms: { readonly [name in MessageName]: readonly string[] };
  readonly mail: { readonly [name in MessageName]: MailTemplate };
  /** Ends every mail. */
  readonly mailFooter: string;
}

export type Wordings = { readonly [language in Wording['language']]: Wording };
