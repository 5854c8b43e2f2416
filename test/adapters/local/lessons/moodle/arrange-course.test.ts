// Goal: whatever sections a backup lists, each activity that is shown has its place, once.
// Method: any sections and activities, with sequences that repeat, miss and cross.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arrangeCourse } from '../../../../../adapters/local/lessons/moodle/arrange-course.ts';
import type {
  Activity,
  Section,
} from '../../../../../adapters/local/lessons/moodle/course-parts.ts';

const activity = (cmid: string, sectionId: string, isSubsection: boolean): Activity => ({
  cmid,
  sectionId,
  module: isSubsection ? 'subsection' : 'page',
  title: cmid,
  folder: '',
  contextId: '',
  instanceId: cmid,
  isListed: true,
  revision: '',
  chapters: [],
  letters: 0,
});

const id = fc.nat(9).map(String);

const sections = fc.uniqueArray(
  fc.record({ id, number: fc.nat(9), sequence: fc.array(id), subsectionId: fc.option(id) }),
  { selector: (section) => section.id },
);

const activities = fc.uniqueArray(fc.tuple(id, id, fc.boolean()), { selector: ([cmid]) => cmid });

it('each activity stands once, and no line is more than one deeper than the one before', () => {
  fc.assert(
    fc.property(sections, activities, (found, listed) => {
      const made = listed.map((one) => activity(...one));
      const parts = found.map(
        (one): Section => ({
          ...one,
          title: '',
          folder: '',
          letters: 0,
          subsectionId: one.subsectionId ?? '',
        }),
      );
      const lines = arrangeCourse(parts, made);
      const shown = lines.flatMap((line) => (line.kind === 'activity' ? [line.activity.cmid] : []));
      const pages = made.filter(({ module }) => module === 'page').map(({ cmid }) => cmid);
      expect(shown.toSorted()).toEqual(pages.toSorted());
      const jumps = lines.map(({ depth }, at) => depth - (lines[at - 1]?.depth ?? -1));
      expect(Math.max(0, ...jumps)).toBeLessThanOrEqual(1);
    }),
  );
});
