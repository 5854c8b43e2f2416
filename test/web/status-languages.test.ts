import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { pageLanguages } from '../../web/status/page-languages.ts';
import { statusSite } from '../../web/status/status-site.ts';
import { statusExtras } from './fixtures/faces.ts';
import { morning } from './fixtures/morning.ts';
import { morningPolicy } from './fixtures/morning-policy.ts';

// Goal: each language is one file of words, and the pages of all lead to one another.
// Method: the two of the project, and a third made up, whose every word is marked.

const folder = mkdtempSync(join(tmpdir(), 'preau-locales-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { words: _, render, language: __, ...extras } = statusExtras('fr');
const siteOf = (languages: ReturnType<typeof pageLanguages>) =>
  statusSite(
    morning,
    morningPolicy,
    extras,
    languages.map((said) => ({ ...said, render })),
  );

/** What links say, as a browser at `page` follows them. */
const linksOf = (page: string, text: string): readonly string[] =>
  [...text.matchAll(/<a href="([^"#]+)" hreflang/g)].map(([, href = '']) =>
    new URL(href, `https://x.example/${page}`).pathname.slice(1),
  );

describe('the languages of the page', () => {
  const site = siteOf(pageLanguages('fr'));

  test('are French at the root and English in its folder', () => {
    expect(site.get('index.html')).toContain('<html lang="fr">');
    expect(site.get('en/index.html')).toContain('<html lang="en">');
    expect(site.get('en/messages.html')).toContain('<html lang="en">');
    expect(site.get('en/index.html')).toContain('platforms');
    expect([...site.keys()][0]).toBe('index.html');
  });

  test('say that nothing is at an address in each of them, by links that hold at any depth', () => {
    const page = site.get('404.html') ?? '';
    expect(page).toContain('<section lang="fr"><h1>Rien à cette adresse</h1>');
    expect(page).toContain('<section lang="en"><h2>Nothing at this address</h2>');
    const hrefs = [...page.matchAll(/<a href="([^"]+)"/g)].map(([, href]) => href);
    expect(hrefs).toEqual(['/index.html', '/en/index.html']);
    expect(page).not.toContain('<script');
    expect(Buffer.byteLength(page)).toBeLessThan(6_000);
  });

  test('follow the organisation', () => {
    const english = siteOf(pageLanguages('en'));
    expect(english.get('index.html')).toContain('<html lang="en">');
    expect(english.get('fr/index.html')).toContain('<html lang="fr">');
  });

  test.each([
    'index.html',
    'messages.html',
    'accessibility.html',
    'en/index.html',
    'en/messages.html',
  ])('lead from %s to the same page of every other, all of which are there', (page) => {
    const text = site.get(page) ?? '';
    const file = page.replace('en/', '');
    expect(linksOf(page, text)).toContain(page === file ? `en/${file}` : file);
    for (const link of linksOf(page, text)) expect(site.has(link)).toBe(true);
    expect(text.match(/<link rel="alternate" hreflang="(fr|en)"/g)).toHaveLength(2);
  });

  test('every link of a page leads to a file of the site', () => {
    for (const [page, text] of site) {
      if (!page.endsWith('.html')) continue;
      const hrefs = [...text.matchAll(/<a href="([^"#:]+)"/g)].map(([, href = '']) =>
        new URL(href, `https://x.example/${page}`).pathname.slice(1),
      );
      expect(hrefs.filter((href) => !site.has(href))).toEqual([]);
    }
  });
});

test('a third language is a file', () => {
  cpSync(new URL('../../locales/', import.meta.url), folder, { recursive: true });
  const french: unknown = parse(readFileSync(join(folder, 'fr.yaml'), 'utf8'));
  const marked: unknown = JSON.parse(JSON.stringify(french), (_key, value: unknown) =>
    typeof value === 'string' ? `§${value}` : value,
  );
  writeFileSync(join(folder, 'br.yaml'), stringify(marked));
  const languages = pageLanguages('fr', pathToFileURL(`${folder}/`));
  expect(languages.map(({ language }) => language)).toEqual(['fr', 'br', 'en']);
  const site = siteOf(languages);
  const page = site.get('br/index.html') ?? '';
  expect(page).toContain('<html lang="br">');
  expect(page).toContain('§Plateformes');
  expect(linksOf('br/index.html', page)).toEqual(['index.html', 'en/index.html', 'index.html']);
  expect(site.get('index.html')).toContain('lang="br">Brezhoneg</a>');
});
