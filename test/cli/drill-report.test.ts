import { expect, test } from 'vitest';
import { type DrillReport, drillReport } from '../../app/views/drill-report.ts';
import { clockOf } from '../../cli/clock-of.ts';
import { startedTexts } from '../../cli/drill-others.ts';
import { drillReportLines } from '../../cli/drill-report-lines.ts';
import { drillWords } from '../../cli/drill-words.ts';
import { readWords } from '../../web/words.ts';
import { durationMs } from '../../core/units.ts';
import {
  answered,
  DRILL_POLICY,
  drill,
  type Lived,
  live,
  shelter,
  tick,
  WHOLE,
  CALM,
} from '../fixtures/drilled.ts';
import { testPolicy } from '../fixtures/policy.ts';

// Goal: a drill's report is read at a glance, in both languages, and says when something is not so.
// Method: whole reports as printed at 80 columns, of drills
// lived through by the real core.

const PLACE = {
  zone: 'example',
  servers: ['127.0.0.1:53'],
  hold: 'holds/nord',
  holdSeenMs: durationMs(10_000),
  weightsSeenMs: durationMs(0),
  ttlMs: durationMs(60_000),
};

function reportOf({ entries, state }: Lived, policy = DRILL_POLICY): DrillReport {
  const found = Object.values(state.incidents).find((incident) => incident.drill);
  const report = found && drillReport(entries, [{ fromSeq: 1, policy }], found.id);
  if (!report) throw new Error('no drill was held');
  return report;
}

function told(lived: Lived, language: 'fr' | 'en', policy = DRILL_POLICY): readonly string[] {
  const report = reportOf(lived, policy);
  return drillReportLines({
    report,
    place: PLACE,
    words: drillWords(language),
    clock: clockOf('Europe/Paris', language),
    io: { language, words: readWords(language) },
    columns: 80,
  });
}

test('a whole drill reads in French', () => {
  expect(told(live(WHOLE), 'fr')).toEqual([
    'Compte rendu de l’exercice P-0001 sur ENT nord (nord.example)',
    '  commencé le 6 avril 2021, 08:00:10 par A. Martin (ligne 7)',
    '  fini le 6 avril 2021, 08:02:00 par A. Martin (ligne 14)',
    '',
    'Ce qui a basculé',
    '  08:00:10  nord/turn/1 (ligne 7)',
    '    miroir 0 % → 100 %, retenue absente → posée',
    '    vérifié en 2.0 s aux serveurs de noms (ligne 8) ; annoncé : 10 s au plus,',
    '      interrogés toutes les 5 s',
    '    127.0.0.1:53  nord.example A → 127.0.20.1, TTL 60 s, miroir 100 %',
    '  08:02:00  nord/turn/2 (ligne 14)',
    '    miroir 100 % → 0 %, retenue posée → absente',
    '    vérifié en 2.0 s aux serveurs de noms (ligne 15) ; annoncé : 10 s au plus,',
    '      interrogés toutes les 5 s',
    '    127.0.0.1:53  nord.example A → 127.0.20.1, TTL 60 s, miroir 0 %',
    '',
    'Ce qui est parti',
    '  exercice : EXERCICE y est écrit ; 4 destinataires, 3 courriels, 1 SMS ; 4',
    '    acceptés, 0 refusé, 0 sans réponse',
    '  exercice : EXERCICE y est écrit ; 4 destinataires, 3 courriels, 1 SMS ; 4',
    '    acceptés, 0 refusé, 0 sans réponse',
    '',
    'Le reste',
    '  rien d’autre n’a bougé : 2 autres noms ont répondu à la fin comme au début,',
    '    et comme au journal',
    '  autres noms demandés au début, de 08:00:10 à 08:00:12 (ligne 10)',
    '  autres noms demandés à la fin, de 08:02:10 à 08:02:12 (ligne 18)',
    '  au journal, de la ligne 7 à la ligne 22 : ni bascule demandée, ni poids, ni',
    '    retenue pour 2 autres plateformes',
  ]);
});

const restOf = (lived: Lived, language: 'fr' | 'en' = 'en') => {
  const lines = told(lived, language);
  return lines.slice(lines.indexOf(language === 'en' ? 'All else' : 'Le reste') + 1);
};

test('what moved meanwhile, and names that answer otherwise, read in English', () => {
  const events = [
    ...CALM,
    drill('start-drill', 10),
    shelter('sud', 50),
    drill('end-drill', 120),
    tick(130),
  ];
  const lived = live(events, 2_000, (moment, id) =>
    id === 'sud' ? null : moment === 'end' ? { kind: 'unasked', why: 'silent' } : answered(0.5, 1),
  );
  expect(restOf(lived)).toEqual([
    '  ENT sud moved: mirror 0 % → 100 %',
    '  08:00:50  sud/turn/1: sheltered by hand (line 11)',
    '  ENT sud moved: 0 % to the mirror (4 answers) at the start, 100 % to the',
    '    mirror (4 answers) at the end',
    '  ENT ouest answered 50 %–100 % to the mirror (4 answers) at the start, the',
    '    journal said 0 %: its health alone, or a hand',
    '  ENT ouest: its name servers did not answer at the end',
    '  other names asked at the start, from 08:00:10 to 08:00:12 (line 10)',
    '  other names asked at the end, from 08:02:10 to 08:02:12 (line 16)',
  ]);
});

test('what was not asked reads as such, and never as still', () => {
  const running = live([...CALM, drill('start-drill', 10)], 2_000, null);
  expect(restOf(running)).toEqual([
    '  it can NOT be said that nothing else moved',
    '  the other names have not been asked at the start yet',
    '  the other names have not been asked at the end yet',
    '  in the journal, from line 7 to line 9: no turn asked for, no weight, no hold',
    '    for 2 other platforms',
  ]);
  expect(restOf(live(WHOLE, 2_000, null), 'fr').slice(0, 3)).toEqual([
    '  on ne peut PAS dire que rien d’autre n’a bougé',
    '  les autres noms n’ont PAS été demandés au début',
    '  les autres noms n’ont PAS été demandés à la fin',
  ]);
});

test.each([
  ['silent', 'fr', 'ENT sud : ses serveurs de noms n’ont pas répondu au début'],
  ['no-record', 'fr', 'ENT sud : ses serveurs de noms n’avaient aucun enregistrement au début'],
  ['no-time', 'fr', 'ENT sud : pas demandé au début, le temps imparti était passé'],
  ['silent', 'en', 'ENT sud: its name servers did not answer at the start'],
  ['no-record', 'en', 'ENT sud: its name servers had no record at the start'],
  ['no-time', 'en', 'ENT sud: not asked at the start, the time for it was over'],
] as const)('a name that could not be asked (%s) is named, in %s', (why, language, text) => {
  const lived = live(WHOLE, 2_000, (moment, id) =>
    moment === 'start' && id === 'sud' ? { kind: 'unasked', why } : null,
  );
  const [verdict = '', named, still] = restOf(lived, language);
  expect(verdict).toMatch(/PAS dire|can NOT/);
  expect(named).toBe(`  ${text}`);
  expect(still).toMatch(/^ {2}1 (autre nom a|other name answered)/);
});

test.each([
  ['alias', 'fr', 'ENT sud a bougé : son alias'],
  ['alias', 'en', 'ENT sud moved: its alias'],
  ['addresses', 'fr', 'aucun autre nom n’est passé à un miroir'],
  ['addresses', 'en', 'no other name went to a mirror'],
] as const)('a name that answers otherwise by its %s is told, in %s', (of, language, begins) => {
  const lived = live(WHOLE, 2_000, (moment, id) =>
    id === 'sud' ? answered(0, 0, 4, { of, digest: moment }) : null,
  );
  const text = restOf(lived, language).join(' ').replaceAll(/\s+/g, ' ');
  expect(text).toMatch(new RegExp(`^ ?${begins}`));
  expect(text).not.toMatch(/rien d’autre n’a bougé|nothing else moved/);
  expect(text).toContain('ENT sud');
});

test('names compared by their side alone are counted, in both languages', () => {
  const lived = live(WHOLE, 2_000, () => answered(0, 0, 4, null));
  const [en, fr] = (['en', 'fr'] as const).map((language) =>
    restOf(lived, language).join(' ').replaceAll(/\s+/g, ' '),
  );
  expect(en).toContain('2 of these names were compared by their part of the mirror alone');
  expect(fr).toContain('2 de ces noms ont été comparés par leur seule part au miroir');
});

test('a drill on the only name that turns says that there is no other', () => {
  const lines = told(live(WHOLE), 'fr', testPolicy(['nord']));
  expect(lines.at(-1)).toBe('  aucune autre plateforme n’a de miroir');
});

test('a drill that has started says how the other names then answered', () => {
  const begun = (asked: Parameters<typeof live>[2]) =>
    startedTexts({
      report: reportOf(live([...CALM, drill('start-drill', 10)], 2_000, asked)),
      words: drillWords('en'),
      clock: clockOf('Europe/Paris', 'en'),
    });
  expect(begun((_, id) => (id === 'sud' ? answered(1) : null))).toEqual([
    'ENT sud answered 100 % to the mirror (4 answers) at the start, the journal said 0 %: its health alone, or a hand',
    '1 answers as journalled; it will be asked again at the end',
    'other names asked at the start, from 08:00:10 to 08:00:12 (line 10)',
  ]);
  expect(begun(null)).toEqual(['the other names have not been asked at the start yet']);
});

test('a turn that was seen later than announced, and a look more, is said to be late', () => {
  expect(told(live(WHOLE, 15_000), 'en').join(' ')).not.toContain('MORE than');
  const late = told(live(WHOLE, 15_001), 'en').join(' ').replaceAll(/\s+/g, ' ');
  expect(late).toContain(
    'verified within 15.0 s at the name servers (line 8): MORE than the announced 10 s',
  );
});
