import { expect, test } from 'vitest';
import { readCases } from '../../../app/cause/read-cases.ts';

// Goal: whatever a file holds, it is read to its end or what is left of it is counted. Method: files
// that are too long, too deep, or no JSON as a whole.

const one = (id: string) => JSON.stringify({ id, probeFindings: [{ kind: 'slow' }] });
const many = Array.from({ length: 130 }, (_none, index) => one(`n-${index}`));

test.each([
  ['one a line', many.join('\n')],
  ['a list', `[${many.join(',')}]`],
])('what is beyond a hundred cases is counted, not lost: %s', (_name, text) => {
  const { cases, skips } = readCases(text, 'file');
  expect(cases).toHaveLength(100);
  expect(skips).toHaveLength(30);
  expect(skips[0]).toMatchObject({ line: 101, reason: 'too-many', field: 'line' });
});

test.each([
  ['lists', '['.repeat(200_000) + ']'.repeat(200_000)],
  ['objects', '{"id":'.repeat(200_000) + '1' + '}'.repeat(200_000)],
  ['a field', `{"id":"a","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ['an empty text', ''],
  ['null', 'null'],
])('%s, however deep, are no case and break nothing', (_name, text) => {
  expect(readCases(text, 'file').cases).toEqual([]);
});

test('a line that is too deep takes no other with it', () => {
  const deep = `{"id":"a","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const { cases } = readCases(`${one('b')}\n${deep}\n${one('c')}`, 'file');
  expect(cases.map(({ head }) => head.id)).toEqual(['b', 'c']);
});
