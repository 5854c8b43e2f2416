// Goal: a calendar without end is cut off early, and a course of thousands of lessons is not.
// Method: examples of addresses as platforms make them.
import { describe, expect, it } from 'vitest';
import {
  PATTERN_CAPS,
  patternCap,
  pathPattern,
} from '../../../../core/mirror/crawl/path-pattern.ts';

describe('addresses of one making', () => {
  it.each([
    ['/cours/ch-3/12/', '/cours/ch-#/#/'],
    ['/view.php?id=4', '/view.php?id'],
    ['/view.php?id=4&page=2', '/view.php?id&page'],
    ['/a', '/a'],
  ])('%s is one of %s', (address, pattern) => {
    expect(pathPattern(address)).toBe(pattern);
  });

  it.each(['/calendar/view.php?time=1', '/agenda/2024', '/blog/2024/05/12/', '/edt?semaine=12'])(
    '%s counts time, and is capped early',
    (address) => {
      expect(patternCap(pathPattern(address), PATTERN_CAPS)).toBe(PATTERN_CAPS.calendar);
    },
  );

  it.each(['/mod/page/view.php?id=4', '/cours/ch-3/12/', '/medical/intro.html'])(
    '%s is a lesson among many',
    (address) => {
      expect(patternCap(pathPattern(address), PATTERN_CAPS)).toBe(PATTERN_CAPS.alike);
    },
  );
});
