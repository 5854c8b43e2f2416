import type { Rung, SpokenCause } from '../cause/cause.ts';
import type { Phrase } from './phrase.ts';

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
  'unchanged',
  'suspended',
  ...TOLD_CAUSES,
  ...TOLD_CAUSES.map((cause) => `${cause}-unconfirmed` as const),
  'recovery',
  'reopened',
  'relapse',
  'correction',
  'drill',
] as const satisfies readonly string[];

export type MessageName =
  | 'outage'
  | 'login'
  | 'undetermined'
  | 'unchanged'
  | 'suspended'
  | ToldCause
  | `${ToldCause}-unconfirmed`
  | 'recovery'
  | 'reopened'
  | 'relapse'
  | 'correction'
  | 'drill';

/** The words of one mail. */
interface MailWords<Sentence> {
  /**
   * French, then a few words of English, the same in both languages. In order of wish: the first
   * that fits the line is taken.
   */
  readonly subject: readonly Sentence[];
  /** Heads the mail itself, in its own language. */
  readonly title: Sentence;
  /** Paragraphs parted by an empty line; a line that begins with `- ` is a list item. */
  readonly body: Sentence;
}

/** All the words that notices are made of, in one language. From `locales/`, never from code. */
interface WordingOf<Sentence> {
  readonly language: 'fr' | 'en';
  /** Begins with EXERCICE in every language: what leaves in a drill begins with it (P9). */
  readonly drillMark: string;
  /** First paragraph of every drill mail, after the mark. */
  readonly drillNote: string;
  /** Before a sentence that a person added to a mail: whose word it is. */
  readonly additionMark: string;
  /** Between hours and minutes: `h` or `:`. */
  readonly clockSign: string;
  /** What a day is called in a duration: `j` or `d`. */
  readonly dayUnit: string;
  /** An hour of another day, as it stands after « depuis »: in an SMS too. */
  readonly dated: Sentence;
  readonly causes: { readonly [cause in Exclude<SpokenCause, 'undetermined'>]: string };
  readonly rungs: { readonly [rung in Rung]: string };
  /** What is said of an attack until the operator confirms it, whatever the verdict's rung. */
  readonly attackUnconfirmed: string;
  readonly verdictStated: Sentence;
  readonly verdictUndetermined: Sentence;
  /** In order of wish: the first that fits one part is sent. The last always fits. */
  readonly sms: { readonly [name in MessageName]: readonly Sentence[] };
  /**
   * Follows an SMS that waited while more platforms of its school fell: names, or how many. In order of
   * wish; where none fits its part, the SMS goes without.
   */
  readonly smsAlso: readonly Sentence[];
  readonly mail: { readonly [name in MessageName]: MailWords<Sentence> };
  /** Ends every mail. */
  readonly mailFooter: Sentence;
}

/** As the locale writes them: ICU messages, checked. Plain JSON, which a deployment carries. */
export type WordingTexts = WordingOf<string>;

/** Ready to be filled. */
export type Wording = WordingOf<Phrase>;

export type WordingsTexts = { readonly [language in Wording['language']]: WordingTexts };

export type Wordings = { readonly [language in Wording['language']]: Wording };
