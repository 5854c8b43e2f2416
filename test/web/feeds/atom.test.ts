// Goal: feed readers get every word said, once, under an id that never changes, in its language.
// Method: an Atom reader not written here, and a validator of XML, on plain and hostile views.
import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { parseAtomFeed } from 'feedsmith';
import { describe, expect, test } from 'vitest';
import { epochMs } from '../../../core/units.ts';
import { atomFeed } from '../../../web/status/feeds/atom-feed.ts';
import { capFiles } from '../../../web/status/feeds/cap-files.ts';
import { readWords } from '../../../web/words.ts';
import { morningStatus } from '../fixtures/faces.ts';
import { anyText, HOSTILE, incidentWith, poisoned, view, viewWith } from './fixtures.ts';

const words = readWords('fr');
const feed = atomFeed(view, words, 'history.atom');

describe('history.atom', () => {
  test('has each message that schools got, the latest first, word for word', () => {
    const { entries = [], id, title } = parseAtomFeed(feed);
    expect(id).toBe('https://etat.preau.example/history.atom');
    expect(title?.value ?? title).toContain('mot pour mot');
    expect(entries).toHaveLength(view.messages.length);
    expect(entries.map(({ updated }) => updated)).toEqual(
      view.messages.map(({ at }) => new Date(at).toISOString()),
    );
    expect(feed).toContain(view.messages[0]?.sms);
    expect(feed).toMatch(/<feed [^>]*xml:lang="fr"/);
  });

  test('is the same byte for byte when it is written again without a new word', () => {
    const later = { ...view, at: epochMs(view.at + 60_000), observedAt: epochMs(view.at + 60_000) };
    expect(atomFeed(later, words, 'history.atom')).toBe(feed);
    const quiet = { ...later, incidents: [] };
    expect(atomFeed(quiet, words, 'history.atom')).toBe(
      atomFeed({ ...view, incidents: [] }, words, 'history.atom'),
    );
  });

  test('gives entries tag: ids that keep when other words follow', () => {
    const ids = (text: string) => (parseAtomFeed(text).entries ?? []).map(({ id }) => id);
    const before = ids(atomFeed(viewWith(incidentWith(['outage'])), words, 'history.atom'));
    const after = ids(atomFeed(viewWith(incidentWith(['outage', 'cause'])), words, 'history.atom'));
    expect(before[0]).toMatch(/^tag:etat\.preau\.example,2021-04-06:.+\/outage\/1:fr$/);
    expect(after.slice(1)).toEqual(before);
    expect(new Set(after).size).toBe(2);
  });

  test('is there in English, under ids of its own', () => {
    const english = atomFeed(morningStatus('en'), readWords('en'), 'en/history.atom');
    const { id, entries = [] } = parseAtomFeed(english);
    expect(id).toBe('https://etat.preau.example/en/history.atom');
    expect(english).toContain('xml:lang="en"');
    expect(entries[0]?.id).toMatch(/:en$/);
  });
});

describe('hostile texts', () => {
  test('stay text: what a reader shows is what was said, less what XML forbids', () => {
    const { entries = [] } = parseAtomFeed(atomFeed(poisoned(HOSTILE), words, 'history.atom'));
    const shown = JSON.stringify(entries[0]);
    expect(shown).toContain('<script>alert(1)</script>&');
    expect(shown).not.toMatch(/\\u0000|\u202E/);
  });

  test('leave every feed well-formed, whatever they are', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const bad = poisoned(text);
        const feeds = [atomFeed(bad, words, 'history.atom'), ...capFiles(bad, words).values()];
        for (const xml of feeds) {
          expect(XMLValidator.validate(xml)).toBe(true);
          expect(xml).not.toMatch(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF\u202A-\u202E]/u);
          expect(xml.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});
