import fc from 'fast-check';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { drawSummary } from '../../../../adapters/local/dossier/pdf/draw-summary.ts';
import { printableText } from '../../../../adapters/local/dossier/pdf/printable-text.ts';
import type {
  DossierSummary,
  SummaryList,
  SummaryTable,
} from '../../../../app/dossier/summary/summary.ts';
import { summaryWords } from '../../../../app/dossier/summary/summary-words.ts';
import { epochMs } from '../../../../core/units.ts';
import { aDossier } from '../../../fixtures/a-dossier.ts';

// Goal: the summary is two pages whatever the incident, says what it had no room for, reads the same
// to a program that is not ours, and is the same bytes for the same words.
// Method: summaries that fast-check comes to, small and huge; PDF.js reads what was drawn.

const say = summaryWords('fr');
const AT = new Date(Date.UTC(2021, 3, 6));

interface ReadPage {
  readonly text: string;
  /** Baselines, from the foot of the page, in points. */
  readonly heights: readonly number[];
  readonly right: number;
}

async function read(pdf: Uint8Array) {
  // PDF.js takes the bytes for its own.
  const task = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 });
  const document = await task.promise;
  const pages: ReadPage[] = [];
  const tags: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const texts = items.flatMap((item) => ('str' in item && item.str !== '' ? [item] : []));
    pages.push({
      text: texts.map(({ str }) => str).join(' '),
      heights: texts.map(({ transform }) => Number(transform[5])),
      right: Math.max(...texts.map(({ transform, width }) => Number(transform[4]) + width)),
    });
    tags.push(JSON.stringify(await page.getStructTree()));
  }
  const { info } = await document.getMetadata();
  await task.destroy();
  return { pages, tags, info };
}

const list = (title: string, items: readonly string[]): SummaryList => ({
  title,
  items,
  none: 'Rien.',
});
const table = (
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): SummaryTable => ({ title, head, rows, none: 'Rien.' });

function summaryOf(texts: readonly string[], count: number): DossierSummary {
  const text = (index: number): string => texts[index % texts.length] ?? '';
  const many = Array.from({ length: count }, (_, index) => text(index));
  return {
    language: 'fr',
    organisation: text(0),
    title: say.title({ platform: text(1), reference: 'P-0406' }),
    subtitle: text(2),
    drill: count % 2 === 0 ? null : say.drill,
    facts: table(
      say.facts,
      [],
      many.slice(0, 10).map((one) => [one, one]),
    ),
    curve: {
      title: say.curve,
      told: text(3),
      legend: say.legend,
      clock: () => '08:00',
      data: {
        from: epochMs(0),
        to: epochMs(3_600_000),
        parts: many.slice(0, 120).map((_, index) => ({ probes: 3, failed: index % 4 })),
        shares: [{ at: epochMs(-5), mirrorShare: 1 }],
        notices: [epochMs(60_000), epochMs(9_999_999_999)],
      },
    },
    verdict: {
      title: say.verdict,
      headline: text(4),
      notes: many.slice(0, 5),
      for: list(say.for, many),
      against: list(say.against, many),
    },
    decisions: table(
      say.decisions,
      say.decisionHead,
      many.map((one) => [one, one, one]),
    ),
    notices: table(
      say.notices,
      say.noticeHead,
      many.map((one) => [one, one, one, one, one, one, one]),
    ),
    claims: list(say.claims, many),
    clocks: list(say.clocks, many),
    proof: list(
      say.proof,
      say.proofItems({ seq: 9, hash: 'a'.repeat(64), signer: 'b'.repeat(64) }),
    ),
    foot: say.foot({ reference: 'P-0406', version: '0.0.0' }),
    page: say.page,
    more: say.more,
  };
}

describe('the two pages', () => {
  test('are two whatever there is to say, and nothing leaves them', {
    timeout: 60_000,
  }, async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom('', 'x'.repeat(3_000), 'œuvre à l’été '.repeat(90), '\u202E\u0000\n\n\n'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 6 }),
        fc.nat({ max: 300 }),
        async (texts, count) => {
          const { pages } = await read(await drawSummary(summaryOf(texts, count), AT));
          expect(pages).toHaveLength(2);
          for (const { heights, right } of pages) {
            expect(Math.min(...heights)).toBeGreaterThan(25);
            expect(Math.max(...heights)).toBeLessThan(842 - 8);
            expect(right).toBeLessThan(596);
          }
        },
      ),
      { numRuns: 8 },
    );
  });

  test('show what there is room for, and count the rest', async () => {
    const decisions = Array.from({ length: 80 }, (_, index) => `décision-${index}`);
    const { pages } = await read(await drawSummary(summaryOf(decisions, 80), AT));
    const [, second] = pages;
    const shown = new Set(second?.text.match(/décision-\d+/g)).size;
    expect(shown).toBeGreaterThan(8);
    expect(second?.text).toContain('page 2 sur 2');
    const counts = [...(second?.text.matchAll(/et (\d+) de plus/g) ?? [])].map(([, n]) =>
      Number(n),
    );
    expect(counts).toHaveLength(4);
    expect(Math.min(...counts)).toBe(80 - shown);
  });

  test('read as they were written, accents and all, tagged for who listens', async () => {
    const { pages, tags, info } = await read(
      await drawSummary(summaryOf(['Lycée « Où ça ? » – 5 €, l’œuvre'], 3), AT),
    );
    expect(pages[0]?.text).toContain('Lycée « Où ça ? » – 5 €, l’œuvre');
    for (const { text } of pages) expect(text).toContain('EXERCICE');
    expect(pages[1]?.text).toContain('a'.repeat(64));
    expect(tags[0]).toContain('"H1"');
    for (const tag of ['"Table"', '"TH"', '"L"', '"LBody"']) expect(tags[1]).toContain(tag);
    expect(info).toMatchObject({ Language: 'fr-FR' });
  });

  test('are the same bytes for the same words', async () => {
    const summary = summaryOf(['un', 'deux'], 12);
    const [one, other] = [await drawSummary(summary, AT), await drawSummary(summary, AT)];
    expect(Buffer.from(one).equals(other)).toBe(true);
  });

  test('tell a morning: what fell, the share of visitors, the verdict, the end of the journal', async () => {
    const { files, manifest } = await aDossier();
    const { pages } = await read(Buffer.from(files.get('resume.pdf') ?? ''));
    const text = pages.map((page) => page.text).join(' ');
    for (const word of [
      'ENT nord',
      'jusqu’à 100 % des visiteurs',
      'Cause',
      manifest.journal.last.hash,
    ])
      expect(text).toContain(word);
  });
});

test('a letter that the font lacks loses its accent, and nothing unprintable is left', () => {
  expect(printableText('Wałęsa\u202Fà 10\u00A0h → ≤ 5')).toBe('Wa?esa\u00A0à 10\u00A0h -> <= 5');
  expect(printableText('a\nb\u0000c\u202Ed')).toBe('a b?c?d');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(printableText(printableText(text))).toBe(printableText(text));
    }),
  );
});
