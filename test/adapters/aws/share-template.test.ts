// Goal: texts said together come out as they went in, and none of them is read as a template's own
// syntax. Method: any lines by property, filled in by an engine that reads tags and nothing else.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareTemplate } from '../../../adapters/aws/share-template.ts';

const line = fc.oneof(
  fc.constantFrom('Bonjour,', '', 'Votre école', '{{t0}}', '{{{x}}}', '\\', '{', '}}', '{{#if a}}'),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const texts = fc.array(fc.array(line, { minLength: 1, maxLength: 5 }), {
  minLength: 1,
  maxLength: 4,
});

/** What an engine of simple tags makes of it, and what it read beside tags. */
function fillIn(template: string, values: Readonly<Record<string, string>>) {
  const parts = template.split(/\{\{(t\d*)\}\}/u);
  return {
    filled: parts.map((part, at) => (at % 2 === 0 ? part : values[part])).join(''),
    literal: parts.filter((_, at) => at % 2 === 0).join(''),
  };
}

test('every text comes out as it went in', () => {
  fc.assert(
    fc.property(texts, (all) => {
      const given = all.map((lines) => lines.join('\n'));
      const { template, values } = shareTemplate('t', given);
      const came = values.map((own) => fillIn(template, own));
      expect(came.map(({ filled }) => filled)).toEqual(given);
      expect(came.map(({ literal }) => literal).join('')).not.toMatch(/[{}\\]/u);
    }),
    { numRuns: 500 },
  );
});

test('what all say stands once, what each says for itself is a value', () => {
  const { template, values } = shareTemplate('t', [
    'Bonjour,\nécole A\n2, rue X\nSuite\n{{secret}}\nFin',
    'Bonjour,\nécole B\n9, rue Y\nSuite\n{{secret}}\nFin',
  ]);
  expect(template).toBe('Bonjour,\n{{t1}}\nSuite\n{{t3}}\nFin');
  expect(values).toEqual([
    { t1: 'école A\n2, rue X', t3: '{{secret}}' },
    { t1: 'école B\n9, rue Y', t3: '{{secret}}' },
  ]);
});

test('texts of different heights share nothing', () => {
  const { template, values } = shareTemplate('t', ['a\nb', 'a']);
  expect(template).toBe('{{t}}');
  expect(values).toEqual([{ t: 'a\nb' }, { t: 'a' }]);
});
