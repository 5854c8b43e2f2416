import type { SpokenCause } from '../cause/cause.ts';
import { between, type EpochMs } from '../units.ts';
import { formatClock, formatDuration, formatInstant } from './format-time.ts';
import type { NoticeContent } from './notice.ts';
import type { CommonName } from './variable-names.ts';
import { oneLine } from './word-limits.ts';
import type { Wording } from './wording.ts';

/** What both channels say, each of it on one line; empty where there is nothing to say. */
type Said = { readonly [name in Exclude<CommonName, `has${string}` | 'openCount'>]: string } & {
  readonly openCount: number;
};

/** What a channel fills its templates with. */
export type CommonValues = Said & { readonly [name in CommonName & `has${string}`]: 'yes' | 'no' };

/**
 * What the templates of both channels have to say, from the content alone.
 *
 * The lessons' address is said only once DNS answers with the mirror; a cause only with a rung.
 *
 * @param timeZone the organisation's, for the hours of a platform that has none of its own
 * @param names what this channel calls the platform, and how it writes addresses
 * @param readAt when it is read, as far as is known: an hour of another day has its date. @default the
 *   next word's, which stands beside
 */
export function noticeVariables(
  content: NoticeContent,
  wording: Wording,
  timeZone: string,
  names: { readonly ent: string; readonly id: string; readonly address: (url: string) => string },
  readAt: EpochMs | null = content.nextWordAt,
): CommonValues {
  const zone = content.timeZone ?? timeZone;
  const clock = (at: EpochMs | null) => (at === null ? '' : formatClock(at, zone, wording));
  const since = (at: EpochMs) => formatInstant(at, readAt, zone, wording);
  const ended = (at: EpochMs | null) => (at === null ? '' : since(at));
  return withGuards({
    ent: names.ent,
    id: names.id,
    h: content.phase === 'recovery' ? ended(content.recoveredAt) : since(content.fellAt),
    next: clock(content.nextWordAt),
    dur:
      content.recoveredAt === null
        ? ''
        : formatDuration(between(content.fellAt, content.recoveredAt), wording),
    since: content.unchangedSince === undefined ? '' : since(content.unchangedSince),
    url: content.sheltered ? names.address(oneLine(content.mirrorUrl)) : '',
    status: names.address(oneLine(content.statusUrl)),
    ...wordCause(content, wording),
    said: content.corrects ? nameCause(content.corrects.cause, wording) : '',
    saidAt: saidToday(content, readAt, zone, wording),
  });
}

/** A correction names the hour of what it corrects; of another day's, its thread says enough. */
function saidToday(
  { corrects }: NoticeContent,
  readAt: EpochMs | null,
  zone: string,
  wording: Wording,
) {
  if (corrects === undefined) return '';
  const hour = formatClock(corrects.saidAt, zone, wording);
  return formatInstant(corrects.saidAt, readAt, zone, wording) === hour ? hour : '';
}

function withGuards(said: Said): CommonValues {
  const has = (text: string) => (text === '' ? 'no' : 'yes');
  return {
    ...said,
    hasNext: has(said.next),
    hasUrl: has(said.url),
    hasDur: has(said.dur),
    hasSince: has(said.since),
    hasSaid: has(said.said),
    hasSaidAt: has(said.saidAt),
  };
}

function wordCause(content: NoticeContent, wording: Wording) {
  const stated = content.cause !== 'undetermined' && content.rung !== 'inconnue';
  if (!stated) {
    const names = content.open.map((cause) => nameCause(cause, wording)).filter(Boolean);
    const values = { open: joinWords(names, wording.language), openCount: names.length };
    return { ...values, cause: '', certainty: '', verdict: wording.verdictUndetermined(values) };
  }
  const values = {
    cause: nameCause(content.cause, wording),
    certainty: wordCertainty(content, wording),
  };
  return { ...values, open: '', openCount: 0, verdict: wording.verdictStated(values) };
}

function wordCertainty({ cause, rung }: NoticeContent, wording: Wording): string {
  return cause === 'attack' && rung !== 'confirmée'
    ? wording.attackUnconfirmed
    : wording.rungs[rung];
}

const nameCause = (cause: SpokenCause, wording: Wording): string =>
  cause === 'undetermined' ? '' : wording.causes[cause];

/** As France and Britain write lists: « a, b or c », without a comma. */
const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const;

/** Made at its first use: it takes 10 ms, a tenth of a function's start, and few notices have a list. */
const lists = new Map<Wording['language'], Intl.ListFormat>();

function listOf(language: Wording['language']): Intl.ListFormat {
  const made =
    lists.get(language) ?? new Intl.ListFormat(LOCALES[language], { type: 'disjunction' });
  lists.set(language, made);
  return made;
}

/** `a`, `a ou b`, `a, b ou c`. */
const joinWords = (words: readonly string[], language: Wording['language']): string =>
  listOf(language).format(words);
