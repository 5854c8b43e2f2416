// Goal: a verdict can be read in a terminal: what may be said, why, and what is missing.
// Method: judged verdicts printed to a notebook, in both languages.
import { expect, test } from 'vitest';
import { causeExplain } from '../../cli/cause-explain.ts';
import { readWords } from '../../web/words.ts';
import type { Language } from '../../cli/language.ts';
import { judge } from '../../core/cause/judge.ts';
import { on6April, signal, table } from '../fixtures/cause/speech.ts';

function explain(features: readonly string[], language: Language = 'fr', columns = 80): string {
  const verdict = judge({
    at: on6April('08:30'),
    signals: features.map((feature) => signal(feature)),
    claims: [],
    confirmedCause: null,
    table,
  });
  const lines: string[] = [];
  causeExplain(verdict, { words: readWords(language), line: (text) => lines.push(text), columns });
  return lines.join('\n');
}

const CROWD = ['latency-knee', 'calendar-crowd', 'topology-several-hosters'];

test('shows the cause, its probability as a bar, and the evidence both ways', () => {
  const text = explain([...CROWD, 'traffic-crowd', 'http-500']);
  expect(text).toContain('Cause : surcharge (probable)');
  expect(text).toMatch(/surcharge +#{15,24}\.* +\d\d %/);
  expect(text).toContain('- statement of calendar-crowd');
  expect(text).toMatch(/Ce qui va contre\n {2}rien/);
});

test('says that it does not know, what stays open and what holds the words back', () => {
  const text = explain([...CROWD, 'traffic-mixed'], 'en');
  expect(text).toContain('Cause: undetermined');
  expect(text).toContain('Still possible: overload, attack');
  expect(text).toContain('- G3 "Attack" asks for');
});

test('names a second cause beside the first, and what speaks for it', () => {
  const launch = ['http-queue-page', 'calendar-crowd', 'traffic-amplified'];
  const text = explain([...launch, 'auth-login-only', 'change-deploy'], 'en');
  expect(text).toContain('And also, with evidence of its own: application fault');
  expect(text).toContain('(application fault, moderate, measured)');
  expect(explain(launch, 'en')).not.toContain('And also');
});

test('keeps to the width of the terminal', () => {
  const lines = explain([...CROWD, 'traffic-mixed'], 'fr', 60).split('\n');
  expect(lines.filter((line) => line.length > 60)).toEqual([]);
});

test.each(['fr', 'en'] as const)('has a word for everything in %s', (language) => {
  for (const { feature } of table.rows) expect(() => explain([feature], language)).not.toThrow();
});
