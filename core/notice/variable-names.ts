/** What a template may always name. */
const ALWAYS = [
  /** What the platform is called on this channel. */
  'ent',
  /** When it fell, with the date if that is another day's; or came back in a recovery. */
  'h',
  /** Where the state of the services is read. */
  'status',
  /** The incident's reference. */
  'id',
  /** The cause and its certainty; empty while undetermined, when no template asks for them. */
  'cause',
  'certainty',
  /** One sentence on the cause, whatever it is. */
  'verdict',
] as const;

/**
 * What there may be nothing to say about, and the argument that tells: `yes` or `no` for a
 * `select`, how many for a `plural`. A template names the first only inside the second.
 */
export const GUARDS = {
  /** When the next word comes. */
  next: 'hasNext',
  /** The lessons' address, once DNS answers with the mirror. */
  url: 'hasUrl',
  /** How long the fall lasted. */
  dur: 'hasDur',
  /** Since when there is no news. */
  since: 'hasSince',
  /** In a correction: the cause that was said, and when. */
  said: 'hasSaid',
  saidAt: 'hasSaidAt',
  /** When undetermined: what stays open. */
  open: 'openCount',
  /** Measured facts, one list item each. */
  facts: 'factCount',
  /** Which schools one message is for. */
  schools: 'schoolCount',
  /** Where the reader of a mail says that it was read. */
  ack: 'hasAck',
} as const;

const COMMON = [
  ...ALWAYS,
  ...(['next', 'url', 'dur', 'since', 'said', 'saidAt', 'open'] as const).flatMap(
    (name) => [name, GUARDS[name]] as const,
  ),
] as const;

/** What may stand between braces, by the place of the template. */
export const PLACES = {
  sms: COMMON,
  subject: COMMON,
  title: COMMON,
  body: [...COMMON, 'facts', 'factCount'],
  footer: ['status', 'id', 'schools', 'schoolCount', 'optout', 'ack', 'hasAck', 'hasCall'],
  also: ['names', 'count'],
  dated: ['date', 'hour'],
  verdictStated: ['cause', 'certainty'],
  verdictUndetermined: ['open', 'openCount'],
} as const satisfies { readonly [place: string]: readonly string[] };

export type Place = keyof typeof PLACES;

export type CommonName = (typeof COMMON)[number];
