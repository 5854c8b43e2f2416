import { expect, test } from 'vitest';
import { isAbout } from '../../../app/views/explain-trail.ts';
import { platformId } from '../../../core/units.ts';

const about = (key: string) => isAbout(key, platformId('ent'));

test('an action is about a platform by its own name, or by that of its incident', () => {
  expect(about('ent/turn/3')).toBe(true);
  expect(about('ent-20210406T060010Z/outage/1/send')).toBe(true);
  // The second that is counted from one second.
  expect(about('ent-20210406T060010Z-2/outage/1/send')).toBe(true);
});

test('and not by that of another platform, or of its incident', () => {
  expect(about('ent-sud/turn/3')).toBe(false);
  expect(about('ent-sud-20210406T060010Z/outage/1/send')).toBe(false);
  expect(about('ent-20210406T060010Z-sud/turn/3')).toBe(false);
  expect(about('')).toBe(false);
});
