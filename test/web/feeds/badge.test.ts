// Goal: a badge is a small picture that says in words what it shows.
// Method: any name at all through it, weighed and read by a parser of XML.
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { badge } from '../../../web/status/feeds/badge.ts';
import { anyText, view } from './fixtures.ts';

const [line] = view.platforms;
if (line === undefined) throw new Error('expected a platform');

test('has the name and the state as its title', () => {
  const { svg } = new XMLParser().parse(badge(line)) as {
    readonly svg: { title: { '#text': string } | string };
  };
  expect(JSON.stringify(svg.title)).toContain(`${line.name} : ${line.lookWord}`);
});

test('weighs 1.5 kB at most and stays XML, whatever the name', () => {
  fc.assert(
    fc.property(anyText, (name) => {
      const svg = badge({ ...line, name });
      expect(Buffer.byteLength(svg)).toBeLessThanOrEqual(1_500);
      expect(XMLValidator.validate(svg)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('says EXERCICE in a drill', () => {
  expect(badge({ ...line, drill: true, lookWord: 'EXERCICE · En panne' })).toContain('EXERCICE');
});
