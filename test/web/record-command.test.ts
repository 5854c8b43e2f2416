import { describe, expect, test } from 'vitest';
import { SPOKEN_CAUSES } from '../../core/cause/cause.ts';
import { parseCommand } from '../../web/console/parse-command.ts';

// Goal: what is recorded of a cause comes in whole, within bounds, and from nobody's hand but its author's.
// Method: one command in order, and one field at a time out of order.

const by = { role: 'console', name: 'A. Martin' };
const RECORD = {
  kind: 'record-cause',
  incident: 'ent-x-20210406T061200Z',
  cause: 'overload',
  confidence: 0.9,
  source: ' réunion du 9 avril ',
  by,
};
const parse = (change: object, author?: typeof by) =>
  parseCommand(JSON.stringify({ ...RECORD, ...change }), author);

describe('the record of a cause', () => {
  test('is taken as it is, its source trimmed', () => {
    expect(parse({})).toEqual({ ...RECORD, source: 'réunion du 9 avril' });
    expect(parse({ also: 'attack' })).toMatchObject({ also: 'attack' });
  });

  test.each(SPOKEN_CAUSES)('may be %s', (cause) => {
    expect(parse({ cause })).toMatchObject({ cause });
  });

  test('has the author that a login names, whatever it says of itself', () => {
    const author = { role: 'operator', name: 'Z.' };
    expect(parse({ by: undefined }, author)).toMatchObject({ by: author });
    expect(parse({}, author)).toMatchObject({ by: author });
  });

  test.each([
    ['a cause that nobody speaks of', { cause: 'other' }],
    ['a cause that contributed and is none', { also: 'suspended' }],
    ['an empty cause that contributed', { also: '' }],
    ['no certainty', { confidence: 0 }],
    ['more than certainty', { confidence: 1.01 }],
    ['a certainty in words', { confidence: '0.9' }],
    ['a certainty that is no number', { confidence: null }],
    ['no source', { source: '  ' }],
    ['a source on two lines', { source: 'a\nb' }],
    ['too long a source', { source: 'x'.repeat(301) }],
    ['an incident that is no id', { incident: 'a b' }],
    ['a field too many', { at: 1 }],
    ['nobody', { by: { role: 'console', name: '' } }],
  ])('is refused with %s', (_, change) => {
    expect(() => parse(change)).toThrow(expect.objectContaining({ code: 'request-malformed' }));
  });
});
