// Goal: a name is refused, mended or marked at the very bound where a file system, a store or a rule would.
// Method: tables of names by their bytes, depth, signs and endings, and of lists that fall together.
import { describe, expect, it } from 'vitest';
import { lessonFileName, markedFileName } from '../../../core/mirror/crawl/file-name.ts';
import { answersItself, nameFiles } from '../../../core/mirror/crawl/name-files.ts';
import { nameRefusal } from '../../../core/mirror/safe-name.ts';

const deep = (depth: number): string => Array.from({ length: depth }, () => 'a').join('/');
const names = (letter: string, count: number): string => letter.repeat(count);
/** Four names and their slashes, of so many bytes in all. */
const wide = (bytes: number): string =>
  [
    names('a', 240),
    names('b', 240),
    names('c', 240),
    names('d', 240),
    names('e', bytes - 964),
  ].join('/');

describe('a relative name', () => {
  it.each([
    ['a', null],
    ['a/b c.d', null],
    ['é', null],
    ['a:b', 'absolute'],
    ['ab:c', null],
    ['1:b', null],
    ['a/b:c', null],
    ['...', null],
    ['a/.b', null],
    [' ', null],
    ['', 'empty'],
    ['/a', 'absolute'],
    ['c:a', 'absolute'],
    ['Z:', 'absolute'],
    ['a\\b', 'backslash'],
    ['a\uFFFD', 'not-unicode'],
    ['a\uD800', 'not-unicode'],
    ['a\u001F', 'control-character'],
    ['a\u007Fb', 'control-character'],
    ['a\n', 'control-character'],
    ['a b', null],
    ['..', 'leaves-the-folder'],
    ['.', 'leaves-the-folder'],
    ['a/../b', 'leaves-the-folder'],
    ['a/./b', 'leaves-the-folder'],
    ['a//b', 'leaves-the-folder'],
    ['a/', 'leaves-the-folder'],
    [deep(24), null],
    [deep(25), 'too-deep'],
    [names('a', 240), null],
    [names('a', 241), 'too-long'],
    [`b/${names('a', 241)}`, 'too-long'],
    [names('\u007E', 240), null],
    [names('\u0080', 120), null],
    [names('\u0080', 121), 'too-long'],
    [names('\u07FF', 120), null],
    [names('\u07FF', 121), 'too-long'],
    [names('\u0800', 80), null],
    [names('\u0800', 81), 'too-long'],
    [names('\uFFFC', 80), null],
    [names('\uFFFC', 81), 'too-long'],
    [names('\u{10000}', 60), null],
    [names('\u{10000}', 61), 'too-long'],
    [wide(1_000), null],
    [wide(1_001), 'too-long'],
  ])('%j: %j', (name, reason) => {
    expect(nameRefusal(name)).toBe(reason);
  });
});

describe('the name of a file', () => {
  const HTML = 'text/html';
  it.each([
    ['/a\u00A0', HTML, 'a\u00A0.html'],
    [`/${'x'.repeat(59)}\u00A0`, HTML, `${'x'.repeat(59)}\u00A0.html`],
    ['/a.php', HTML, 'a.html'],
    ['/a.PHP7', HTML, 'a.html'],
    ['/a.phpx', HTML, 'a.phpx.html'],
    ['/a.php.b', HTML, 'a.php.b.html'],
    ['/a.action', HTML, 'a.html'],
    ['/a.do', HTML, 'a.html'],
    ['/a.py', HTML, 'a.html'],
    ['/a.php', 'image/png', 'a.php.png'],
    ['/a.php?x=1', 'image/png', 'a-x=1.png'],
    ['/a.b?x=1', 'image/png', 'a.b-x=1.png'],
    ['/a?', HTML, 'a.html'],
    ['/?x', HTML, 'index-x.html'],
    ['/.htaccess', '', '.htaccess'],
    ['/.html', HTML, '.html.html'],
    ['/a.', '', 'a.'],
    ['/a.b', '', 'a.b'],
    ['/a.b?x', '', 'a-x.b'],
    ['/a', '', 'a'],
    ['/a.htm', HTML, 'a.htm'],
    ['/a%3Fb', HTML, 'a_b~m.html'],
    ['/a?b%20c&d/e', HTML, 'a-b c,d_e.html'],
    ['/a?%20%20', HTML, 'a-_~m.html'],
    ['/a. .', '', 'a_~m.'],
    ['/a/b. . ./c', HTML, 'a/b_/c~m.html'],
    ['/con', '', 'con_~m'],
    ['/CON.x.y', '', 'CON_.x~m.y'],
    ['/xcon', '', 'xcon'],
    ['/conx', '', 'conx'],
    ['/con.', '', 'con_~m.'],
    ['/com1', '', 'com1_~m'],
    ['/comx', '', 'comx'],
    ['/lpt9', '', 'lpt9_~m'],
    ['/lptx', '', 'lptx'],
    ['/a/nul/b', '', 'a/nul_/b~m'],
    ['/nul.abc.d', '', 'nul_.abc~m.d'],
    ['/prn', '', 'prn_~m'],
    ['/aux', '', 'aux_~m'],
    ['/a<b', '', 'a_b~m'],
    [`/${'x'.repeat(60)}`, HTML, `${'x'.repeat(60)}.html`],
    [`/${'x'.repeat(61)}`, HTML, `${'x'.repeat(60)}~m.html`],
    [`/${'😀'.repeat(61)}`, HTML, `${'😀'.repeat(60)}~m.html`],
    [`/ ${'x'.repeat(58)} yy`, HTML, ` ${'x'.repeat(58)}~m.html`],
  ])('%j of type %j is %j', (address, type, name) => {
    expect(lessonFileName(address, type, 'm')).toBe(name);
  });

  it.each([
    ['a.html', 'a~m.html'],
    ['a', 'a~m'],
    ['a.b/c', 'a.b/c~m'],
    ['a.b/c.d.e', 'a.b/c.d~m.e'],
    ['a/.b', 'a/~m.b'],
    ['', '~m'],
  ])('%s with its mark is %s', (name, marked) => {
    expect(markedFileName(name, 'm')).toBe(marked);
  });
});

describe('the names of many files', () => {
  const of = (...list: readonly (string | readonly [address: string, folder: string])[]) =>
    nameFiles(
      list.map((one, index) => {
        const [address, folder] = typeof one === 'string' ? [one, ''] : one;
        return { address, folder, type: 'text/html', mark: `m${index}` };
      }),
    );
  it.each([
    [[], []],
    [
      ['/ß', '/ss'],
      ['ß.html', 'ss.html'],
    ],
    [['/a'], ['a.html']],
    [
      ['/a', '/b'],
      ['a.html', 'b.html'],
    ],
    [
      ['/a', '/A'],
      ['a~m0.html', 'A~m1.html'],
    ],
    [
      ['/a', '/a.php', '/b'],
      ['a~m0.html', 'a~m1.html', 'b.html'],
    ],
    [
      ['/a.html', '/A.html'],
      ['a.html', 'A~m1.html'],
    ],
    [
      ['/A', '/a.html'],
      ['A~m0.html', 'a.html'],
    ],
    [
      ['/é', '/É', '/E\u0301.html'],
      ['é~m0.html', 'É~m1.html', 'E\u0301.html'],
    ],
    [
      [
        ['/a.html', 'x/'],
        ['/a.html', 'y/'],
      ],
      ['x/a.html', 'y/a.html'],
    ],
    [
      [
        ['/a.html', 'x/'],
        ['/A.html', 'x/'],
      ],
      ['x/a~m0.html', 'x/A~m1.html'],
    ],
    [
      [['/b.html', 'a/'], '/a/b.html'],
      ['a/b~m0.html', 'a/b.html'],
    ],
  ] as const)('of %j are %j', (list, expected) => {
    expect(of(...list)).toEqual(expected);
  });
  it.each([
    ['/a%3Fb', 'a?b', true],
    ['/a?b', 'a?b', false],
    ['/a#b', 'a', true],
    ['a', 'a', false],
    ['/%zz', 'a', false],
  ])('the request %s is answered by %s: %s', (target, name, expected) => {
    expect(answersItself(target, name)).toBe(expected);
  });
});
