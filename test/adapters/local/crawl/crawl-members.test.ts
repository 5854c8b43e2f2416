// Goal: nothing about people, the account's owner included, comes out of a visit with a session.
// Method: a Moodle-like site on loopback that names its member on every page; its built mirror is searched for canaries.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readCrawlSession } from '../../../../adapters/local/crawl/session.ts';
import { build, DOT, temporaryFolder } from '../mirror/fixture.ts';
import { aSite, file, type Page, type Site } from './a-site.ts';

const folder = temporaryFolder();

const NAME = 'Kévin CANARI-Martin';
const MAIL = 'kevin@canari.fr';
const CANARIES = /canari|k(?:é|Ã©|%C3%A9)?vin.martin|photo-de-quelquun/i;

const ABOUT_PEOPLE = [
  '/user/index.php?id=2',
  '/user/profile.php?id=42',
  '/grade/report/user/index.php?id=2',
  '/message/index.php',
  '/mod/forum/discuss.php?d=7',
  '/mod/assign/view.php?id=9&action=grading',
  '/mod/quiz/review.php?attempt=12',
  '/calendar/view.php',
  '/blog/index.php',
  '/badges/mybadges.php',
  '/user/files.php',
  '/participants/',
];

const moodlePage = (title: string, content: string): string =>
  `<html lang="fr"><head><title>${title}</title></head><body class="loggedin"><header>
<div class="usermenu"><span class="usertext">${NAME}</span><img class="userpicture" alt="${NAME}" src="/pluginfile.php/5/user/icon/f1.png">
${ABOUT_PEOPLE.map((address) => `<a href="${address.replaceAll('&', '&amp;')}">${NAME}</a>`).join('')}</div></header>
<section id="region-main"><div role="main"><h1>${title}</h1>${content}</div></section>
<footer><div class="logininfo">Connecté sous le nom « <a href="/user/profile.php?id=42">${NAME}</a> » ${MAIL}</div></footer></body></html>`;

const LONG = `<p>${'Un texte que des élèves lisent. '.repeat(40)}</p>`;
const lesson = (id: number): string => `/mod/page/view.php?id=${id}`;

const PAGES: { readonly [target: string]: string } = {
  '/my/courses.php': moodlePage('Mes cours', `<a href="/course/view.php?id=2">SVT</a>`),
  '/course/view.php?id=2': moodlePage(
    'SVT',
    `${LONG}${[4, 5, 6, 7].map((id) => `<a href="${lesson(id)}">leçon</a>`).join('')}<a href="/mod/page/kevin%40canari.fr.html">f</a><a href="/fiche.txt">fiche</a><img src="/pluginfile.php/31/mod_page/content/1/nil.png" alt="Le Nil">`,
  ),
  [lesson(4)]: moodlePage('La cellule', `${LONG}<a href="/user/view.php?id=43">un camarade</a>`),
  [lesson(5)]: moodlePage('Bienvenue', `${LONG}<p>Bonjour K&eacute;vin <b>Canari</b>-Martin !</p>`),
  [lesson(6)]: moodlePage('Aide', `${LONG}<p><a href="mailto:kevin%40canari.fr">écrire</a></p>`),
  [lesson(7)]: moodlePage('Photo', `${LONG}<img src="/x.png" alt="${NAME}">`),
  '/mod/page/kevin%40canari.fr.html': moodlePage('Fichier', LONG),
};

async function moodle(): Promise<Site> {
  const member =
    (html: string): Page =>
    (request, response) => {
      const isMember = request.headers.cookie?.includes('MoodleSession=abc') === true;
      response
        .writeHead(isMember ? 200 : 403, { 'content-type': 'text/html; charset=utf-8' })
        .end(isMember ? html : '');
    };
  const pages = Object.entries(PAGES).map(([target, html]) => [target, member(html)] as const);
  const people = ABOUT_PEOPLE.map(
    (target) => [target, member(moodlePage(NAME, `${LONG}<p>photo-de-quelquun</p>`))] as const,
  );
  return aSite({
    ...Object.fromEntries([...people, ...pages]),
    '/fiche.txt': file('text/plain', `Fiche de ${NAME}`),
    '/pluginfile.php/5/user/icon/f1.png': file('image/png', DOT),
    '/pluginfile.php/31/mod_page/content/1/nil.png': file('image/png', DOT),
    '/x.png': file('image/png', DOT),
  });
}

/** Every byte of a mirror as it is published, archives unpacked, and the names of its files. */
function publishedIn(path: string): string {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  const parts = names
    .filter((name) => statSync(join(path, name)).isFile())
    .flatMap((name) => {
      const bytes = readFileSync(join(path, name));
      const packed = name.endsWith('.zip') ? Object.entries(unzipSync(bytes)) : [];
      return [bytes, ...packed.flatMap(([inner, content]) => [inner, Buffer.from(content)])];
    });
  return [...names, ...parts.map(String)].join('\n');
}

describe('a visit with a session', () => {
  it('shows the lessons, and nothing of any person', async () => {
    const root = await folder();
    const site = await moodle();
    try {
      writeFileSync(join(root, 'cookie'), 'MoodleSession=abc', { mode: 0o600 });
      const recipeFile = join(root, 'recette.yaml');
      writeFileSync(
        recipeFile,
        `session:\n  cookie: { file: cookie }\n  account: { names: ["${NAME}", ${MAIL}] }\n`,
      );
      const report = await build(root, {
        source: `${site.origin}/my/courses.php`,
        site: { recipeFile, environment: {}, allowLoopback: true },
      });
      const published = publishedIn(join(root, 'out/.preau/current/'));
      expect(published).toContain('La cellule');
      expect(published).toContain('nil.png');
      expect(CANARIES.exec(published)?.[0]).toBeUndefined();
      expect(CANARIES.exec(JSON.stringify(report.manifest))?.[0]).toBeUndefined();
      expect(ABOUT_PEOPLE.filter((address) => site.asked.includes(address))).toEqual([]);
      expect(site.asked).not.toContain('/pluginfile.php/5/user/icon/f1.png');
      const why = (reason: string) =>
        report.leftOut
          .filter((one) => one.reason === reason)
          .map(({ name }) => name.replace(site.origin, ''))
          .toSorted();
      expect(why('names-the-account')).toEqual([
        '/fiche.txt',
        '/mod/page/kevin%40canari.fr.html',
        ...[5, 6, 7].map(lesson),
      ]);
      expect(why('personal')).toContain('/my/courses.php');
      expect(why('personal').length).toBeGreaterThan(ABOUT_PEOPLE.length / 2);
    } finally {
      await site.close();
    }
  });

  it('takes the names that a recipe gives, and an address by which one logs in', () => {
    const login = {
      page: 'https://a.fr/login',
      expect: 'x',
      fields: { username: MAIL, lang: 'fr' },
    };
    const places = { folder: '.', environment: {} };
    const { accountNames } = readCrawlSession({ login, account: { names: [NAME] } }, [], places);
    expect(accountNames).toEqual([NAME, MAIL]);
  });
});
