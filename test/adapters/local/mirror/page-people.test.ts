// Goal: what a site shows of whoever has logged in is no part of a page, and the lesson is found where a site names it.
// Method: pages as Moodle and portals write them, and honest pages beside them.
import { describe, expect, it } from 'vitest';
import { lessonMarkup } from '../../../../adapters/local/mirror/markup.ts';
import { mirrorWords } from '../../../../adapters/local/mirror/words.ts';

const markup = lessonMarkup(mirrorWords('fr'));
const page = (html: string) => markup.page(html, () => ({ kind: 'dead', target: '' }));
const body = (html: string): string => page(html)?.body ?? '';

const LESSON = `<h1>Le Nil</h1><p>${'mot '.repeat(200)}</p>`;
const NAME = 'Kevin CANARI-Martin';

describe('what shows who has logged in', () => {
  it.each([
    `<div class="usermenu"><span class="usertext">${NAME}</span></div>`,
    `<div class="logininfo">Connecté sous le nom « <a href="/user/profile.php?id=42">${NAME}</a> »</div>`,
    `<div data-region="user-menu"><div>${NAME}</div></div>`,
    `<ul id="user-menu"><li>${NAME}</li></ul>`,
    `<div class="nav User_Menu right">${NAME}</div>`,
    `<img class="userpicture" src="f1.png" alt="${NAME}">`,
  ])('is taken out: %s', (html) => {
    const cleaned = page(`${LESSON}${html}<p>suite</p>`);
    expect(cleaned?.body).not.toContain('CANARI');
    expect(cleaned?.text).not.toContain('CANARI');
    expect(cleaned?.body).toContain('suite');
    expect(cleaned?.removed['others']).toBe(1);
  });

  it.each([
    `<p class="user">${NAME}</p>`,
    `<p class="menu">${NAME}</p>`,
    `<p id="usermenus-explained">${NAME}</p>`,
  ])('is not told by half a word: %s', (html) => {
    expect(body(LESSON + html)).toContain(NAME);
  });

  it('is never the whole page', () => {
    expect(body(`<html><body class="usermenu">${LESSON}</body></html>`)).toContain('Le Nil');
  });
});

describe('the lesson of a page', () => {
  const around = (open: string, close: string): string =>
    `<body><header>Connecté sous le nom « ${NAME} »</header>${open}${LESSON}${close}<footer>${NAME}</footer></body>`;

  it.each([
    ['<div role="main">', '</div>'],
    ['<section id="region-main">', '</section>'],
    ['<div id="maincontent">', '</div>'],
    ['<div itemprop="text articleBody">', '</div>'],
    [
      '<section id="region-main"><div role="main"><span id="maincontent"></span>',
      '</div></section>',
    ],
  ])('stands in %s', (open, close) => {
    expect(body(around(open, close))).toContain('Le Nil');
    expect(body(around(open, close))).not.toContain('CANARI');
    expect(page(around(open, close))?.text).not.toContain('CANARI');
  });

  it('stands in an element before it stands in a role', () => {
    const both = `<div role="main">${NAME}<article>${LESSON}</article></div>`;
    expect(body(both)).not.toContain('CANARI');
  });

  it('is the whole page where two parts say so, or where one holds little of it', () => {
    const two = `<p>avant</p><div role="main">${LESSON}</div><div role="main">${LESSON}</div>`;
    expect(body(two)).toContain('avant');
    expect(body(`<p>${'mot '.repeat(300)}avant</p><div role="main">${LESSON}</div>`)).toContain(
      'avant',
    );
  });
});
