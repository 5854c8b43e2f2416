// Goal: pages that only members see are fetched where the owner grants it, the session goes to
// nobody else and is written nowhere, and its end stops the crawl. Method: a site with members.
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crawlSource } from '../../../../adapters/local/crawl/crawl-source.ts';
import type { RecipeSession } from '../../../../config/recipe-schema.ts';
import { readCrawlSession } from '../../../../adapters/local/crawl/session.ts';
import { aCrawl, aFolder, aSite, html, lesson, type Page, redirect, type Site } from './a-site.ts';

const PASSWORD = 'mot-de-passe-canari';
const TOKEN = 'jeton-canari-4711';
const COOKIE = 'cookie-canari-0815';

let folder: ReturnType<typeof aFolder>;
let site: Site;
beforeEach(async () => {
  folder = aFolder();
  site = await aSite({});
});
afterEach(async () => {
  await site.close();
  folder.remove();
});

const FORM = `<title>Connexion</title><form action="/login/index.php" method="post"><input type="hidden" name="logintoken" value="${TOKEN}"><input name="username"><input type="password" name="password"></form>`;

const isMember = ({ headers }: IncomingMessage): boolean =>
  headers.cookie?.includes(`MoodleSession=${COOKIE}`) === true;

/** Answers members, and shows all others the form under a 200. */
const forMembers =
  (body: string): Page =>
  (request, response) =>
    html(response, isMember(request) ? body : FORM);

const loggingIn: Page = (request, response) => {
  if (request.method !== 'POST') {
    html(response, FORM);
    return;
  }
  let sent = '';
  request.on('data', (part: Buffer) => {
    sent += part.toString();
  });
  request.on('end', () => {
    const fields = new URLSearchParams(sent);
    const isRight = fields.get('password') === PASSWORD && fields.get('logintoken') === TOKEN;
    if (!isRight) html(response, FORM);
    else
      response
        .writeHead(303, {
          location: '/my/',
          'set-cookie': `MoodleSession=${COOKIE}; Path=/; HttpOnly`,
        })
        .end();
  });
};

function membersSite(): void {
  site.pages.set('/login/index.php', loggingIn);
  site.pages.set('/my/', forMembers(lesson('Mes cours : bonjour Madame Martin')));
  site.pages.set(
    '/',
    forMembers(lesson('Accueil', '<a href="/a.html">a</a><a href="/b.html">b</a>')),
  );
  site.pages.set('/a.html', forMembers(lesson('A')));
  site.pages.set('/b.html', forMembers(lesson('B')));
}

const login = (over: { readonly [field: string]: string } = {}) => ({
  login: {
    page: `${site.origin}/login/index.php`,
    fields: { username: 'crawler', password: PASSWORD, ...over },
    expect: 'Mes cours',
  },
});

function everythingIn(path: string): string {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((name) => statSync(name).isFile())
    .map((name) => readFileSync(name, 'latin1'))
    .join('\n');
}

describe('a session', () => {
  it('by the site’s own form opens what members see, and leaves no trace of itself', async () => {
    membersSite();
    const source = await crawlSource(aCrawl(site, folder.path, { session: login() }));
    expect((await source.list()).files.map(({ name }) => name)).toEqual([
      'a.html',
      'b.html',
      'index.html',
    ]);
    const kept = everythingIn(folder.path) + JSON.stringify(source.report);
    for (const secret of [PASSWORD, TOKEN, COOKIE]) expect(kept).not.toContain(secret);
  });

  it('that is refused ends the crawl, and the error names no secret', async () => {
    membersSite();
    const session = login({ password: 'faux-canari' });
    const refused = await crawlSource(aCrawl(site, folder.path, { session })).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ code: 'mirror-source-unreadable' });
    expect(String(refused)).not.toContain('canari');
  });

  it('by cookie or header is for the site alone', async () => {
    const other = await aSite({ '*': lesson('Ailleurs') });
    try {
      site.pages.set(
        '/',
        forMembers(lesson('Accueil', `<img src="${other.origin}/p.html"><a href="/a.html">a</a>`)),
      );
      site.pages.set('/a.html', redirect(`${other.origin}/a.html`));
      const seen: (string | undefined)[] = [];
      other.pages.set('*', (request, response) => {
        seen.push(request.headers.cookie, request.headers.authorization);
        html(response, lesson('Ailleurs'));
      });
      const session = {
        cookie: `MoodleSession=${COOKIE}`,
        headers: { authorization: `Bearer ${TOKEN}` },
      };
      const hosts = [site, other].map(({ origin }) => origin.replace('http://', ''));
      await crawlSource(aCrawl(site, folder.path, { session, scope: { hosts } }));
      expect(seen.length).toBeGreaterThan(2);
      // Cookies know no port, so on loopback the jar may not tell the two apart; the header must not go.
      expect(seen.filter((value) => value?.includes(TOKEN))).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('that has ended stops the crawl with its reason, and what is there stays', async () => {
    membersSite();
    const links = Array.from({ length: 20 }, (_, n) => `<a href="/l${n}.html">x</a>`).join('');
    site.pages.set('/', forMembers(lesson('Accueil', links)));
    let answered = 0;
    const untilItEnds: Page = (request, response) => {
      answered += 1;
      html(response, answered <= 5 && isMember(request) ? lesson(request.url ?? '') : FORM);
    };
    for (let n = 0; n < 20; n += 1) site.pages.set(`/l${n}.html`, untilItEnds);
    const session = { cookie: `MoodleSession=${COOKIE}` };
    const first = await crawlSource(aCrawl(site, folder.path, { session }));
    expect(first.report.ended).toMatchObject({ kind: 'stopped', why: 'session-lost' });
    expect(first.report.accountUnnamed).toBe(true);
    expect((await first.list()).files).toHaveLength(6);
    answered = -1_000;
    const named = { ...session, accountNames: ['Marie'] };
    const second = await crawlSource(aCrawl(site, folder.path, { session: named }));
    expect(second.report).toMatchObject({ ended: { kind: 'complete' }, accountUnnamed: false });
    expect((await second.list()).files).toHaveLength(21);
  });
});

describe('the secrets of a session', () => {
  const inFile = (text: string, mode = 0o600): string => {
    const path = join(dirname(folder.path), 'secret');
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  };
  const read = (session: RecipeSession, environment = {}) =>
    readCrawlSession(session, ['ent.example.fr'], { folder: dirname(folder.path), environment });

  it('are in files of their owner’s alone, or in variables', () => {
    inFile(`${PASSWORD}\n`);
    const login = {
      page: 'https://ent.example.fr/login',
      fields: { username: 'lecteur', password: { file: 'secret' } },
      expect: 'Mes cours',
    };
    const headers = { authorization: { environment: 'ENT_TOKEN' } };
    expect(read({ login, headers }, { ENT_TOKEN: `Bearer ${TOKEN}` })).toEqual({
      headers: { authorization: `Bearer ${TOKEN}` },
      login: { ...login, fields: { username: 'lecteur', password: PASSWORD } },
    });
  });

  it('are cookies as a browser sends them, or as one exports them, of the site alone', () => {
    expect(read({ cookie: { file: inFile(`a=${COOKIE}; b=2\n`) } })).toEqual({
      cookie: `a=${COOKIE}; b=2`,
    });
    const exported = [
      '# Netscape HTTP Cookie File',
      `ent.example.fr\tFALSE\t/\tTRUE\t0\tMoodleSession\t${COOKIE}`,
      `#HttpOnly_.example.fr\tTRUE\t/\tTRUE\t0\tsso\t1`,
      `banque.example\tFALSE\t/\tTRUE\t0\tautre\tsecret`,
    ].join('\r\n');
    expect(read({ cookie: { file: inFile(exported) } })).toEqual({
      cookie: `MoodleSession=${COOKIE}; sso=1`,
    });
  });

  it.each([
    ['that others may read', () => ({ file: inFile(`a=${COOKIE}`, 0o644) }), 'config-invalid'],
    ['of another form', () => ({ file: inFile(`[${COOKIE}]`) }), 'config-invalid'],
    [
      'with cookies of others alone',
      () => ({ file: inFile(`x.example\tF\t/\tT\t0\ta\t${COOKIE}`) }),
      'config-invalid',
    ],
    [
      'that would begin a header',
      () => ({ file: inFile(`a=${COOKIE}\r\nx: y`) }),
      'config-invalid',
    ],
    ['that is not there', () => ({ file: '/nowhere/at/all' }), 'file-unreadable'],
    ['that is empty', () => ({ file: inFile('') }), 'file-unreadable'],
    ['of a variable that is not set', () => ({ environment: 'X' }), 'credentials-missing'],
  ])('%s are refused without a word of what they hold', (_, place, code) => {
    const reading = () => read({ cookie: place() });
    expect(reading).toThrow(expect.objectContaining({ code }));
    expect(reading).not.toThrow(COOKIE);
  });

  it('as a header are printable and on one line', () => {
    const headers = { authorization: { file: inFile(`Bearer ${TOKEN}\nx: y`) } };
    expect(() => read({ headers })).toThrow(expect.objectContaining({ code: 'config-invalid' }));
  });
});
