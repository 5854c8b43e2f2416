import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochMs } from '../../../core/units.ts';
import { formatSeconds, formatTime } from '../../../web/markup/clock.ts';

// Goal: an instant is written as its clock shows it, whatever was written before. Method: a property over
// few instants and clocks, beside the platform's own formatter; and more instants than are kept.

const clock = fc.record({
  language: fc.constantFrom('fr', 'en'),
  timeZone: fc.constantFrom('Europe/Paris', 'Indian/Reunion', 'America/Cayenne'),
});
const instant = fc.integer({ min: 0, max: 5 }).map((step) => epochMs(step * 7_261_000));

const written = (at: number, { language, timeZone }: { language: string; timeZone: string }) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);

test('an instant is written as its own clock shows it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(instant, clock), { maxLength: 20 }), (all) => {
      for (const [at, of] of all) {
        expect(formatTime(at, of)).toBe(written(at, of));
        expect(formatSeconds(at, of)).toContain(written(at, of));
      }
    }),
  );
});

test('so are more instants than are kept', () => {
  const of = { language: 'fr', timeZone: 'Europe/Paris' };
  for (let minute = 0; minute < 2_500; minute += 1) {
    const at = epochMs(minute * 60_000);
    const hours = String((Math.floor(minute / 60) + 1) % 24).padStart(2, '0');
    expect(formatTime(at, of)).toBe(`${hours}:${String(minute % 60).padStart(2, '0')}`);
  }
});
