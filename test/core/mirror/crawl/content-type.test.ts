// Goal: what a server says of a file decides whether it is a page, a file, and how it may end.
// Method: every type and ending by table; headers at the edges of what one can say.
import { describe, expect, it } from 'vitest';
import {
  contentKind,
  endingFits,
  endingOf,
  saysNothing,
} from '../../../../core/mirror/crawl/content-type.ts';

const TYPES = {
  'application/msword': 'doc',
  'application/pdf': 'pdf',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.oasis.opendocument.graphics': 'odg',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/xhtml+xml': 'html htm xhtml',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg oga opus',
  'audio/wav': 'wav',
  'audio/x-m4a': 'm4a',
  'audio/x-wav': 'wav',
  'image/avif': 'avif',
  'image/bmp': 'bmp',
  'image/gif': 'gif',
  'image/jpeg': 'jpg jpeg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/vnd.microsoft.icon': 'ico',
  'image/webp': 'webp',
  'image/x-icon': 'ico',
  'text/csv': 'csv',
  'text/html': 'html htm xhtml',
  'text/markdown': 'md',
  'text/plain': 'txt csv markdown md py sql tex',
};
const ENDINGS = [...new Set(Object.values(TYPES).flatMap((list) => list.split(' '))), 'exe', ''];

describe('a type', () => {
  it.each(Object.entries(TYPES))('%s goes with %s and nothing else', (type, list) => {
    const fits = list.split(' ');
    expect(endingOf(type)).toBe(fits[0]);
    const found = ENDINGS.filter((ending) => endingFits(ending, type));
    expect(found.toSorted()).toEqual(fits.toSorted());
    expect(endingFits(fits[0]!.toUpperCase(), type)).toBe(true);
    expect(endingFits(`q${fits[0]}`, type) || endingFits(`${fits[0]}x`, type)).toBe(false);
    expect(contentKind(type).kind).toBe(fits[0] === 'html' ? 'html' : 'file');
  });

  it.each(['', 'application/zip', 'constructor', 'text/html '])('%j goes with none', (type) => {
    expect(endingOf(type)).toBeNull();
    expect(ENDINGS.some((ending) => endingFits(ending, type))).toBe(false);
    expect(endingFits('undefined', type)).toBe(false);
  });

  it.each([
    '',
    'application/binary',
    'application/octet-stream',
    'application/force-download',
    'application/x-download',
    'binary/octet-stream',
  ])('%j says nothing', (type) => {
    expect(saysNothing(type)).toBe(true);
    expect(saysNothing(`${type}x`)).toBe(false);
  });
});

describe('a header', () => {
  it.each([
    [undefined, '', null],
    ['', '', null],
    [' Text/HTML ;x', 'text/html', null],
    ['text/html;charset=utf-8', 'text/html', 'utf-8'],
    ['text/html; \t Charset \t = \t "ISO_8859.1:x-y"', 'text/html', 'ISO_8859.1:x-y'],
    ['text/html;x=y;charset=a', 'text/html', 'a'],
    ['text/html charset=a', 'text/html charset=a', null],
    ['text/html;xcharset=a', 'text/html', null],
    ['text/html;charset=', 'text/html', null],
    ['text/html;charset= !', 'text/html', null],
    [`text/html;charset=${'a'.repeat(41)}`, 'text/html', 'a'.repeat(40)],
    [`text/html;${' '.repeat(980)}charset=abc`, 'text/html', 'ab'],
    [`text/html;${' '.repeat(981)}charset=abc`, 'text/html', 'a'],
    [`text/html;${' '.repeat(982)}charset=abc`, 'text/html', null],
  ])('%j is of %j with %j', (header, type, charset) => {
    expect(contentKind(header)).toMatchObject({ type, charset });
  });
});
