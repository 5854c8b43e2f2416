import { causeHistory } from '../app/views/cause-history.ts';
import { causeSentence } from '../app/views/cause-sentence.ts';
import { clockLines } from '../app/views/clock-line.ts';
import { recordedLines } from '../app/views/recorded-line.ts';
import { carriedWord } from '../core/cause/carried-word.ts';
import type { Incident } from '../core/incident/state.ts';
import type { Policy } from '../core/policy.ts';
import { type EpochMs, epochMs } from '../core/units.ts';
import { zoneOf } from '../core/zone-of.ts';
import type { CauseWords } from './cause-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { wrapBound } from './wrap-bound.ts';

/** What may be said of an incident's cause, to anybody, wrapped to the terminal. */
export const sentenceLines = (
  incident: Incident,
  words: CauseWords,
  io: CliIo,
): readonly string[] => {
  const sentence = causeSentence(carriedWord(incident), io);
  return wrapBound(fillTemplate(words.spoken, { sentence }), io.stdout.columns ?? 80);
};

/**
 * What was said of an incident's cause before, what people recorded, and the legal
 * clocks; each group after an empty line, wrapped to the terminal.
 *
 * @param now for what is left of a clock. @default this machine's
 */
export function saidLines(
  incident: Incident,
  policy: Policy,
  words: CauseWords,
  io: CliIo,
  now: EpochMs = epochMs(Date.now()),
): readonly string[] {
  const zone = zoneOf(policy, incident.platform);
  const instant = new Intl.DateTimeFormat(io.language === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const { earlier } = causeHistory(incident, policy, io);
  return [
    ...list(
      words.earlier,
      earlier.map(({ text, from, until }) =>
        fillTemplate(words.was, { text, from: instant.format(from), until: instant.format(until) }),
      ),
      io,
    ),
    ...list(
      words.recorded,
      recordedLines(incident, io).map(
        ({ at, text, stands }) =>
          `${instant.format(at)} · ${text}${stands ? '' : ` (${words.replaced})`}`,
      ),
      io,
    ),
    ...list(
      words.clocks,
      clockLines(incident, now, zone, io).map(({ text, about }) => `${text} · ${about}`),
      io,
    ),
  ];
}

const list = (title: string, items: readonly string[], io: CliIo): readonly string[] =>
  items.length === 0 ? [] : [...group([title], io), ...items.flatMap((item) => bullet(item, io))];

const group = (texts: readonly string[], { stdout }: CliIo): readonly string[] => [
  '',
  ...texts.flatMap((text) => wrapBound(text, stdout.columns ?? 80)),
];

const bullet = (text: string, { stdout }: CliIo): readonly string[] =>
  wrapBound(text, (stdout.columns ?? 80) - 4).map((one, index) =>
    index === 0 ? `  - ${one}` : `    ${one}`,
  );
