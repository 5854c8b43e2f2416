import type { Activity, Section } from './course-parts.ts';

/** Sections and activities, and what was taken away from them. */
export interface SeenParts {
  readonly sections: readonly Section[];
  readonly activities: readonly Activity[];
  readonly hidden: readonly Activity[];
}

/**
 * Take away what stands in a subsection that pupils do not see. Moodle keeps such a section as
 * visible as ever, and hides the activity that it is the inside of.
 */
export function withoutHiddenSubsections(
  sections: readonly Section[],
  activities: readonly Activity[],
): SeenParts {
  const seen = new Set(
    activities.flatMap(({ module, instanceId }) => (module === 'subsection' ? [instanceId] : [])),
  );
  const isHidden = ({ subsectionId }: Section): boolean =>
    subsectionId !== '' && !seen.has(subsectionId);
  const gone = new Set(sections.filter(isHidden).map(({ id }) => id));
  if (gone.size === 0) return { sections, activities, hidden: [] };
  const hidden = activities.filter(({ sectionId }) => gone.has(sectionId));
  // One of those may have been a subsection itself.
  const rest = withoutHiddenSubsections(
    sections.filter(({ id }) => !gone.has(id)),
    activities.filter(({ sectionId }) => !gone.has(sectionId)),
  );
  return { ...rest, hidden: [...hidden, ...rest.hidden] };
}
