import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

// Goal: no JSON of others makes an object that cannot be compared, and all else is read as it is written.
// Method: what a length check of zod throws at; any JSON beside JSON.parse.

test.each([
  '{"length":{"toString":1}}',
  '{"length":{"valueOf":{},"toString":null}}',
  // Without the other it is no harm: it is no function, and the language goes on to its own.
  '{"length":{"valueOf":1}}',
  String.raw`{"length":{"to\u0053tring":1}}`,
  String.raw`{"length":{"t\u006FString":1}}`,
  String.raw`{"length":{"\u0076alueOf":1,"\u0074oString":[]}}`,
])('%s is refused, and nothing is thrown', (text) => {
  const read = z.array(z.string()).max(3).safeParse(parseForeignJson(text));
  expect(read.success).toBe(false);
});

test('anything else is what it is', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      fc.pre(!text.includes('toString'));
      expect(parseForeignJson(text)).toEqual(JSON.parse(text));
    }),
  );
  expect(parseForeignJson(String.raw`["\u0041","toString"]`)).toEqual(['A', 'toString']);
  expect(() => parseForeignJson('{')).toThrow(SyntaxError);
});
