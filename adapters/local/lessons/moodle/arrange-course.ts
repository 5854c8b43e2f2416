import type { Activity, Section } from './course-parts.ts';

/** One line of the course page, as the teacher arranged it. */
export type CourseLine =
  | { readonly kind: 'section'; readonly depth: number; readonly section: Section }
  | { readonly kind: 'activity'; readonly depth: number; readonly activity: Activity };

/**
 * Put sections and activities in the teacher's order: sections by number, activities as their
 * section lists them, those that no list names after them, subsections where they stand. A backup
 * of a single activity has no section at all.
 */
export function arrangeCourse(
  sections: readonly Section[],
  activities: readonly Activity[],
): readonly CourseLine[] {
  const lines: CourseLine[] = [];
  const placed = new Set<string>();
  const byId = new Map(activities.map((activity) => [activity.cmid, activity]));
  const inside = new Map(sections.map((section) => [section.subsectionId, section]));
  inside.delete('');
  const addActivity = (activity: Activity, depth: number): void => {
    if (placed.has(activity.cmid)) return;
    placed.add(activity.cmid);
    if (activity.module !== 'subsection') lines.push({ kind: 'activity', depth, activity });
    else {
      const section = inside.get(activity.instanceId);
      inside.delete(activity.instanceId);
      if (section !== undefined) addSection(section, activity.title, depth);
    }
  };
  const addSection = (section: Section, title: string, depth: number): void => {
    lines.push({ kind: 'section', depth, section: { ...section, title: section.title || title } });
    const listed = section.sequence.flatMap((cmid) => byId.get(cmid) ?? []);
    const unlisted = activities.filter(({ sectionId }) => sectionId === section.id);
    for (const activity of [...listed, ...unlisted]) addActivity(activity, depth + 1);
  };
  const ordinary = sections.filter(({ subsectionId }) => subsectionId === '');
  for (const section of ordinary.toSorted((a, b) => a.number - b.number)) {
    addSection(section, '', 0);
  }
  for (const activity of activities) addActivity(activity, 0);
  return lines.filter((line, index) => !isEmpty(line, lines[index + 1]));
}

/** A section without a word or an activity: a course of twelve weeks begins with twelve of them. */
const isEmpty = (line: CourseLine, next: CourseLine | undefined): boolean =>
  line.kind === 'section' &&
  line.section.letters === 0 &&
  (next === undefined || next.depth <= line.depth);
