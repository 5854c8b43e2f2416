// Goal: an office file that may run something is not passed on, whatever its name says.
// Method: the names of parts as ZIP and compound files hold them, among other bytes.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { holdsMacros } from '../../../core/mirror/macros.ts';

const bytes = fc.uint8Array({ maxLength: 200 });

it.each([
  ['docx', Buffer.from('word/vbaProject.bin')],
  ['odt', Buffer.from('Basic/script-lc.xml')],
  ['doc', Buffer.from('_VBA_PROJECT', 'utf16le')],
])('is seen in a %s, wherever it stands', (_, name) => {
  fc.assert(
    fc.property(bytes, bytes, (before, after) => {
      expect(holdsMacros(Buffer.concat([before, name, after]))).toBe(true);
    }),
  );
});

it('is not seen where there is none', () => {
  const harmless = 'PK word/document.xml docProps/core.xml Object Pool VBA';
  expect(holdsMacros(Buffer.from(harmless))).toBe(false);
  expect(holdsMacros(new Uint8Array())).toBe(false);
});
