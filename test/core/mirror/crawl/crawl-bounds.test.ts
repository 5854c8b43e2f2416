// Goal: what a crawl reads, asks for and leaves out turns at the very bounds that its rules name.
// Method: each rule one step below, at and above its bound.
import { describe, expect, it } from 'vitest';
import { crawlAddress } from '../../../../core/mirror/crawl/crawl-address.ts';
import { isBare, isLoginPage, needsScript } from '../../../../core/mirror/crawl/login-page.ts';
import { patternCap, pathPattern } from '../../../../core/mirror/crawl/path-pattern.ts';
import { retryAfter } from '../../../../core/mirror/crawl/retry-after.ts';
import { type CrawlScope, isPersonal, scopeRefusal } from '../../../../core/mirror/crawl/scope.ts';
import { epochMs } from '../../../../core/units.ts';

const NOW = epochMs(1_700_000_000_000);

describe('a page under a 200', () => {
  const login = (title: string, letters: number, passwordFields: number) =>
    isLoginPage({ title, letters, passwordFields, scripts: 0, pictures: 0 });
  it.each([
    ['Connexion', 1_499, 1, true],
    ['Connexion', 1_500, 1, false],
    ['x', 499, 1, true],
    ['x', 500, 1, false],
    ['Connexion', 499, 0, true],
    ['Connexion', 500, 0, false],
    ['x', 499, 0, false],
    ['x', 1, 0, false],
    ["S'identifier", 9, 0, true],
    ['Identification', 9, 0, true],
    ['authentification', 9, 0, true],
    ['Se connecter', 9, 0, true],
    ['Login', 9, 0, true],
    ['Log in', 9, 0, true],
    ['Signin', 9, 0, true],
    ['sign in', 9, 0, true],
    ['Authentication', 9, 0, true],
    ['Blogin', 9, 0, false],
    ['Logins', 9, 0, false],
    ['log  in', 9, 0, false],
  ])(
    '%j of %i letters and %i password asks who one is: %s',
    (title, letters, passwords, expected) => {
      expect(login(title, letters, passwords)).toBe(expected);
    },
  );
  it('is empty below 60 letters', () => {
    expect([59, 60].map((letters) => isBare({ letters }))).toEqual([true, false]);
    const page = { title: '', letters: 59, passwordFields: 0, scripts: 1, pictures: 0 };
    expect([needsScript(page), needsScript({ ...page, letters: 60 })]).toEqual([true, false]);
  });
});

describe('a pattern', () => {
  it.each([
    ['/a12/3b45', '/a#/#b#'],
    ['/a?', '/a'],
    ['/a?b1=2&b22=3&c', '/a?b#&c'],
    ['/a?b=c?d=e', '/a?b'],
    ['', ''],
  ])('of %j is %j', (address, pattern) => {
    expect(pathPattern(address)).toBe(pattern);
  });
  const CAPS = { alike: 100, calendar: 10 };
  const isCalendar = (pattern: string) => patternCap(pattern, CAPS) === CAPS.calendar;
  it('counts time by a word of its path', () => {
    const names =
      'agenda cal calendar calendrier emploi-du-temps evenement evenements event events planning schedule';
    for (const name of names.split(' ')) {
      expect(
        [name, `/${name}`, `/a_${name}.php`, `/a-${name}-b`, `/A.${name.toUpperCase()}/`].filter(
          isCalendar,
        ),
      ).toHaveLength(5);
      expect([`/x${name}`, `/${name}x`, `/a?${name}`].filter(isCalendar)).toEqual([]);
    }
  });
  it('counts time by a parameter', () => {
    const names =
      'cal_d cald cal_m caly date day debut from jour mois month semaine start time week year annee';
    for (const name of names.split(' ')) {
      expect(
        [`/a?${name}`, `/a?b&${name}`, `/a?${name.toUpperCase()}&b`].filter(isCalendar),
      ).toHaveLength(3);
      expect([`/a?x${name}`, `/a?${name}x`, '/a?cal_x'].filter(isCalendar)).toEqual([]);
    }
  });
  it.each([
    ['/#/#', true],
    ['/#/#/', true],
    ['/a/#/#/#', true],
    ['/#/#/#/', true],
    ['/#/a', false],
    ['/#/#/a', false],
    ['/a-#/#', false],
    ['/a', false],
  ])('counts time by the numbers of %s: %s', (pattern, expected) => {
    expect(isCalendar(pattern)).toBe(expected);
  });
  it('is never capped later for counting time', () => {
    expect(patternCap('/cal', { alike: 5, calendar: 10 })).toBe(5);
  });
});

it.each([
  [' 12 ', 12_000],
  ['999999999', 999_999_999_000],
  ['1234567890', null],
  ['12s', null],
  ['', null],
  ['0', 0],
  ['Tue, 14 Nov 2023 22:13:21 GMT', 1_000],
  ['xTue, 14 Nov 2023 22:13:21 GMT', null],
  ['Tue, 14 Nov 2023 22:13:21 GMTx', null],
  ['Tue, 14 Nov 2023 22:13:21 GMT (x)', null],
  ['Tue, 14 Xyz 2023 22:13:21 GMT', null],
  ['Tue, 14 Nov 2023 22:13:20 GMT', 0],
])('Retry-After: %j is %s ms', (header, expected) => {
  expect(retryAfter(header, NOW)).toBe(expected);
});

describe('the scope', () => {
  const scope = (over: Partial<CrawlScope>): CrawlScope => ({
    hosts: ['h'],
    include: [],
    exclude: [],
    depth: 1,
    isMember: false,
    starts: [],
    ...over,
  });
  const judge = (address: string, over: Partial<CrawlScope> = {}) =>
    scopeRefusal(scope(over), { host: 'h', address }, 'page');
  it.each([
    ['/logout', {}, 'acting-link'],
    ['/login', {}, 'login-page'],
    ['/edit/1', {}, null],
    ['/edit/1', { isMember: true }, 'acting-link'],
    ['/a/b', { include: ['/c/', '/a/'] }, null],
    ['/a/b', { include: ['/c/', '/d/'] }, 'outside-the-scope'],
    ['/a', { include: ['/a/'] }, null],
    ['/ab', { include: ['/a/'] }, 'outside-the-scope'],
    ['/a.pdf?x', { include: ['*.pdf'] }, null],
    ['/a?x.pdf', { include: ['*.pdf'] }, 'outside-the-scope'],
    ['/é', { include: ['/e\u0301'] }, null],
    ['/a?x', { include: ['/a?x'] }, null],
    ['/a?y', { include: ['/a?x'] }, 'outside-the-scope'],
    ['/a?y', { include: ['/a'] }, null],
    ['/ab', { include: ['/a'] }, 'outside-the-scope'],
    ['/notes/a', { starts: ['/notes/b?c/d'] }, null],
    ['/notes/a', { starts: ['/notes'] }, 'personal'],
    ['/notes/a', { starts: ['/notes/a'], isMember: true }, null],
  ] as const)('%s within %j: %j', (address, over, expected) => {
    expect(judge(address, over)).toBe(expected);
  });
  it('names nobody where an address is about nobody', () => {
    expect(isPersonal(scope({}), '/cours/a')).toBe(false);
    expect(isPersonal(scope({ include: ['/forum/'] }), '/forum/notes/x')).toBe(true);
    expect(isPersonal(scope({ isMember: true }), '/cours/a')).toBe(false);
  });
});

it.each([
  ['http://a.example/x?', 'http://a.example/x'],
  ['http://a.example/x?b', 'http://a.example/x?b'],
  ['http://a.example?sid=1', 'http://a.example/'],
  ['https://u@a.example/', undefined],
  ['https://:p@a.example/', undefined],
  ['ws://a.example/', undefined],
  ['about:blank', undefined],
])('%s is asked for as %s', (link, url) => {
  expect(crawlAddress(link, 'https://b.example/')?.url).toBe(url);
});
