import { expect, test } from 'vitest';
import type { BuildReport } from '../../app/mirror/build-report.ts';
import { buildWarnings } from '../../cli/mirror-build-warnings.ts';
import { readWords } from '../../web/words.ts';

// Goal: what is to be looked at before a mirror is published is counted in good French and English.
// Method: reports with none, one and several of each.

function reportOf(count: number): BuildReport {
  const times = <Thing>(thing: Thing): readonly Thing[] =>
    Array.from({ length: count }, () => thing);
  return {
    manifest: { licence: 'CC BY 4.0' },
    rights: times({ decision: 'waiting' }),
    links: { dead: count },
    pages: 1,
    pictures: { heavy: times('a.png'), stills: times('b.gif') },
    apart: times('/r/12'),
  } as unknown as BuildReport;
}

test('nothing is said of none', () => {
  expect(buildWarnings(reportOf(0), readWords('fr'))).toEqual([]);
});

test('one is one, in both languages', () => {
  expect(buildWarnings(reportOf(1), readWords('fr'))).toEqual([
    'droits réservés : 1 leçon n’est pas dans la copie, faute de décision ; preau mirror rights la montre',
    '1 lien mort dans les leçons, devenu du texte',
    '1 image pèse plus de 60 ko même pour un téléphone',
    '1 image animée de plus de 300 ko ne bouge plus dans la copie',
    '1 adresse d’origine répond par une page dont les images et les liens sont faux à cette adresse (apart, dans --json)',
  ]);
  expect(buildWarnings(reportOf(1), readWords('en'))).toContain(
    '1 dead link in the lessons, made plain text',
  );
});

test('several are several', () => {
  const [fr, en] = (['fr', 'en'] as const).map((one) => buildWarnings(reportOf(2), readWords(one)));
  expect(fr).toContain('2 liens morts dans les leçons, devenus du texte');
  expect(en).toContain('2 dead links in the lessons, made plain text');
});
