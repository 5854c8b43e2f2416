import type { PersonEvent } from '../core/incident/event.ts';
import type { ReplayedLine } from '../core/journal/replay-under.ts';
import type { EpochMs, PlatformId } from '../core/units.ts';
import type { Words } from '../app/views/words.ts';
import type { Language } from './language.ts';
import { isPersons, personLine } from './person-line.ts';
import { linesOf } from './timeline-lines.ts';
import type { TimelineWords } from './timeline-words.ts';

interface Telling {
  readonly platform: PlatformId;
  readonly language: Language;
  readonly words: Words;
  readonly lines: TimelineWords;
  readonly time: (at: EpochMs) => string;
}

/**
 * What a reader of a dossier is told of one line of the journal: what the live timeline tells of the
 * incident's platform and of the whole, and what people did.
 */
export function dossierDecisions(
  { entry, before, after, policy }: ReplayedLine,
  { platform, language, words, lines, time }: Telling,
): readonly string[] {
  const { event } = entry;
  const told = linesOf({
    entry,
    before,
    after,
    policy,
    words: lines,
    said: { language, words },
    clock: time,
  });
  return [
    ...(isPersons(event) && concerns(event, after, platform)
      ? [personLine(event, { language, words })]
      : []),
    ...told.filter(({ about }) => about === platform || about === '').map(({ text }) => text),
  ];
}

function concerns(
  event: PersonEvent,
  { incidents, notices }: ReplayedLine['after'],
  platform: PlatformId,
): boolean {
  if ('platform' in event) return event.platform === platform;
  if ('notice' in event) return notices[event.notice]?.content.platform === platform;
  return incidents[event.incident]?.platform === platform;
}
