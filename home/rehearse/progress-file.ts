import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** How far a rehearsal has come: what a killed one goes on from. */
export interface Progress {
  readonly scenario: string;
  readonly state: 'running' | 'finished';
  /** The rehearsal's own time, last written down at most half a second before a kill. */
  readonly rehearsedAt: number;
  /** How often it was taken up again. */
  readonly resumed: number;
  /** Lessons counted by the stages that were killed before this one, per platform. */
  readonly lessonsBefore: { readonly [platform: string]: LessonCounts };
  /** Lessons counted by the present stage, per platform. */
  readonly lessons: { readonly [platform: string]: LessonCounts };
  readonly ports: { readonly [name: string]: number };
}

/** What became of the lessons that pupils asked for. */
export interface LessonCounts {
  readonly asked: number;
  readonly origin: number;
  readonly mirror: number;
  readonly lost: number;
}

const counts = z.object({
  asked: z.number(),
  origin: z.number(),
  mirror: z.number(),
  lost: z.number(),
});
const schema = z.object({
  scenario: z.string(),
  state: z.enum(['running', 'finished']),
  rehearsedAt: z.number(),
  resumed: z.number(),
  lessonsBefore: z.record(z.string(), counts),
  lessons: z.record(z.string(), counts),
  ports: z.record(z.string(), z.number()),
});

/** @returns null when there is none, or a crash cut it short */
export function readProgress(path: string): Progress | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** Replace the file in one step, so that a kill leaves the old one or the new one. */
export function writeProgress(path: string, progress: Progress): void {
  writeFileSync(`${path}.new`, JSON.stringify(progress));
  renameSync(`${path}.new`, path);
}

/** Lessons of one platform over all stages of a rehearsal. */
export function totalLessons(progress: Progress, platform: string): LessonCounts {
  const none: LessonCounts = { asked: 0, origin: 0, mirror: 0, lost: 0 };
  const before = progress.lessonsBefore[platform] ?? none;
  const now = progress.lessons[platform] ?? none;
  return {
    asked: before.asked + now.asked,
    origin: before.origin + now.origin,
    mirror: before.mirror + now.mirror,
    lost: before.lost + now.lost,
  };
}
