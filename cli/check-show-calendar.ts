import type { Config } from '../config/schema.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';
import { printable } from './printable.ts';

/** A day that the configuration knows to bring crowds. */
export interface ShownDay {
  readonly date: string;
  readonly kind: Config['cause']['calendar'][number]['kind'];
  readonly label: string;
  /** Kept for falls that are looked into afterwards. */
  readonly past: boolean;
}

/** In order of time. @param today `2026-11-30`, in the organisation's time zone */
export const shownDays = ({ cause }: Config, today: string): readonly ShownDay[] =>
  cause.calendar
    .map((entry) => ({ ...entry, past: entry.date < today }))
    .toSorted((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));

/** Bound of the screen, chosen: `--json` has all of them. */
const MOST = 12;

/** The days that are to come, each with what it is; those that are past are counted. Empty without any. */
export function showCalendar(days: readonly ShownDay[], io: CliIo): readonly string[] {
  if (days.length === 0) return [];
  const { paint } = createOutput(io);
  const say = (key: string, values = {}) => io.words(`check.calendar.${key}`, values);
  const coming = days.filter(({ past }) => !past);
  const past = days.length - coming.length;
  const more = coming.length - MOST;
  return [
    '',
    paint.bold(say('title', { count: days.length })),
    ...coming
      .slice(0, MOST)
      .map(({ date, kind, label }) => `  ${date}  ${say(`kind.${kind}`)}  ${printable(label)}`),
    ...(more > 0 ? [`  ${say('more', { count: more })}`] : []),
    ...(past > 0 ? [`  ${say('past', { count: past })}`] : []),
  ];
}
