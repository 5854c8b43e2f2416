import type { StatusView } from '../../../app/views/status-view.ts';
import { isoTime } from '../../markup/clock.ts';
import { isAtMirror } from '../feeds/statuspage-component.ts';

/** Of each platform the latest words, chosen: a school asks for now, and the feeds have the rest. */
const MOST_WORDS = 5;

/** The state of a school's platforms for programs: now, where the lessons are, and what was said. */
export function setState(view: StatusView): string {
  const body = {
    generated_at: isoTime(view.at),
    observed_at: isoTime(view.observedAt),
    stale: view.stale,
    drill: view.drill,
    rehearsal: view.rehearsal,
    overall: view.overall,
    platforms: view.platforms.map((line) => ({
      id: line.id,
      name: line.name,
      look: line.look,
      state: line.lookWord,
      since: line.since === 0 ? null : isoTime(line.since),
      reference: line.reference,
      drill: line.drill,
      lessons: line.lessons,
      mirror: { active: isAtMirror(line.look), url: line.lessonsUrl },
      cause: line.cause,
      next_word_at: line.nextWordAt === null ? null : isoTime(line.nextWordAt),
      words: view.messages
        .filter(({ platformName }) => platformName === line.name)
        .slice(0, MOST_WORDS)
        .map(({ at, phaseWord, sms }) => ({ at: isoTime(at), phase: phaseWord, sms })),
    })),
  };
  return `${JSON.stringify(body)}\n`;
}
