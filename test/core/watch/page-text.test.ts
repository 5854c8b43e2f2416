import { describe, expect, test } from 'vitest';
import { pageText } from '../../../core/watch/page-text.ts';
import { pageWord } from '../../../core/watch/page-words.ts';

// Goal: of a page is read what people see of it. Method: small pages, then pages at a bound.

describe('a page', () => {
  test('has a title, its first heading, and what is shown', () => {
    const html =
      'avant<TITLE lang="fr">Le titre</title><h1>Un</h1><p>deux <b>trois</b></p><h1>Quatre</h1>';
    expect(pageText(html)).toEqual({
      title: 'Le titre',
      heading: 'Un',
      visible: 'Un avant   deux  trois   Quatre ',
    });
  });

  test.each(['script', 'STYLE', 'noscript', 'template', 'svg'])('shows nothing of <%s>', (tag) => {
    const html = `<p>vu<${tag} a="1">caché<b>caché</b></p></x${tag}>caché</${tag}>aussi`;
    expect(pageText(html).visible.replaceAll(' ', '')).toBe('vuaussi');
  });

  test('is read as text where it has no tag, and what no tag ends is one', () => {
    expect(pageText('> seul').visible).toBe(' > seul');
    expect(pageText('a < 3').visible.trim()).toBe('a   3');
    expect(pageText('')).toEqual({ title: '', heading: '', visible: ' ' });
    expect(pageText('x </script> y').visible.trim()).toBe('x   y');
  });

  test('has characters for references, and leaves those that stand for nothing', () => {
    const names = '&apos;&rsquo;&lsquo;&nbsp;&amp;&quot;&lt;&gt;&OElig;';
    expect(pageText(names).visible).toBe(' \'’‘ &"<>œ');
    expect(pageText('&eacute;&Agrave;&icirc;&uuml;&ccedil;&ntilde;').visible).toBe(' eAiucn');
    expect(pageText('&xacute;&eeacute;&acute;&eacutes;').visible).toBe(
      ' x&eeacute;&acute;&eacutes;',
    );
    expect(pageText('&#233;&#xE9;&#x10FFFF;').visible).toBe(' éé\u{10FFFF}');
    expect(pageText('&#1114112;&#x110000;&#9999999;&;&#;').visible).toBe(
      ' &#1114112;&#x110000;&#9999999;&;&#;',
    );
  });
});

describe('the word of a page', () => {
  const closed = 'accès suspendu';
  const long = (characters: number, text: string) => `<p>${text}</p>`.padEnd(characters + 7, ' x');

  test('is by its title or first heading, however much it shows of a screen', () => {
    const page = (head: string) => `${head}<p>${'un mot '.repeat(100)}</p>`;
    expect(pageWord(page(`<title>${closed}</title>`), 200)).toBe('closed');
    expect(pageWord(page(`<h1>${closed}</h1>`), 200)).toBe('closed');
    expect(pageWord(page(`<h2>${closed}</h2>`), 200)).toBeNull();
    // Title and heading are two sentences.
    expect(pageWord(page('<title>accès</title><h1>suspendu</h1>'), 200)).toBeNull();
  });

  test('is by any phrase under an error, from 400 on', () => {
    const page = long(1_500, closed);
    expect([399, 400, 503].map((status) => pageWord(page, status))).toEqual([
      null,
      'closed',
      'closed',
    ]);
  });

  test('is by any phrase of a page that shows hardly more', () => {
    const shown = (characters: number) =>
      pageWord(`<p>${closed} ${'x'.repeat(characters - 15)}</p>`, 200);
    expect(shown(400)).toBe('closed');
    expect(shown(401)).toBeNull();
  });

  test('is none of more than a screen, nor beyond what is read', () => {
    const shown = (characters: number) =>
      pageWord(`<p>${closed} ${'x'.repeat(characters - 15)}</p>`, 503);
    expect(shown(2_000)).toBe('closed');
    expect(shown(2_001)).toBeNull();
    const hidden = (characters: number) =>
      `<script>${'x'.repeat(characters)}</script><p>${closed}</p>`;
    expect(pageWord(hidden(60_000), 503)).toBe('closed');
    expect(pageWord(hidden(65_536), 503)).toBeNull();
  });

  test('is by two phrases on one screen, whatever the status', () => {
    const page = (text: string) => `<p>${text} ${'x'.repeat(500)}</p>`;
    expect(pageWord(page('une erreur est survenue'), 200)).toBeNull();
    expect(pageWord(page('une erreur est survenue : erreur interne'), 200)).toBe('error');
    expect(pageWord(page('identifiant, mot de passe'), 200)).toBe('login');
    // A password to type is on any page, and no word of a page that says an error.
    expect(pageWord('<h1>Mot de passe</h1>', 200)).toBeNull();
    expect(pageWord(page('identifiant, mot de passe'), 503)).toBeNull();
  });

  test('is whole words, wherever they stand', () => {
    expect(pageWord(`<p>${closed}</p>`, 503)).toBe('closed');
    expect(pageWord(`<p>x${closed}</p>`, 503)).toBeNull();
    expect(pageWord(`<p>${closed}s</p>`, 503)).toBeNull();
    expect(pageWord(`<p>${closed}s, ${closed}</p>`, 503)).toBe('closed');
    expect(pageWord(`${closed}`, 503)).toBe('closed');
  });
});
