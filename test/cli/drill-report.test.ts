import { describe, expect, test } from 'vitest';
import { drillReport } from '../../app/views/drill-report.ts';
import { type AskedName, askOthers } from '../../cli/ask-others.ts';
import { clockOf } from '../../cli/clock-of.ts';
import { drillReportLines } from '../../cli/drill-report-lines.ts';
import { drillWords } from '../../cli/drill-words.ts';
import { readWords } from '../../cli/language.ts';
import type { AuthorityAnswer } from '../../core/incident/event.ts';
import { durationMs, platformId } from '../../core/units.ts';
import {
  DRILL_POLICY,
  drill,
  type Lived,
  live,
  shelter,
  tick,
  WHOLE,
  CALM,
} from '../fixtures/drilled.ts';

// Goal: a drill's report is read at a glance, in both languages, and says when something is not so.
// Method: whole reports as printed at 80 columns; other names asked of a fake that answers as told.

const PLACE = {
  zone: 'example',
  servers: ['127.0.0.1:53'],
  hold: 'holds/nord',
  holdSeenMs: durationMs(10_000),
  weightsSeenMs: durationMs(0),
  ttlMs: durationMs(60_000),
};

function told(
  { entries, state }: Lived,
  language: 'fr' | 'en',
  asked: readonly AskedName[] = [],
): readonly string[] {
  const found = Object.values(state.incidents).find((incident) => incident.drill);
  const rules = [{ fromSeq: 1, policy: DRILL_POLICY }];
  const report = found && drillReport(entries, rules, found.id);
  if (!report) throw new Error('no drill was held');
  return drillReportLines({
    report,
    place: PLACE,
    asked,
    words: drillWords(language),
    clock: clockOf('Europe/Paris', language),
    io: { language, words: readWords(language) },
    columns: 80,
  });
}
const named = (platform: string, says: AskedName['says'], seen = 0): AskedName => ({
  platform: platformId(platform),
  name: `ENT ${platform}`,
  journalledShare: 0,
  says,
  answers: [{ server: 's', name: 'n', type: 'A', answers: [], ttlSec: 60, mirrorShare: seen }],
});

test('a whole drill reads in French', () => {
  const asked = [named('sud', 'as-journalled'), named('ouest', 'as-journalled')];
  expect(told(live(WHOLE), 'fr', asked)).toEqual([
    'Compte rendu de l’exercice P-0001 sur ENT nord (nord.example)',
    '  commencé le 6 avril 2021, 08:00:10 par A. Martin (ligne 7)',
    '  fini le 6 avril 2021, 08:02:00 par A. Martin (ligne 13)',
    '',
    'Ce qui a basculé',
    '  08:00:10  nord/turn/1 (ligne 7)',
    '    miroir 0 % → 100 %, retenue absente → posée',
    '    vérifié en 2.0 s aux serveurs de noms (ligne 8) ; annoncé : 10 s au plus,',
    '      interrogés toutes les 5 s',
    '    127.0.0.1:53  nord.example A → 127.0.20.1, TTL 60 s, miroir 100 %',
    '  08:02:00  nord/turn/2 (ligne 13)',
    '    miroir 100 % → 0 %, retenue posée → absente',
    '    vérifié en 2.0 s aux serveurs de noms (ligne 14) ; annoncé : 10 s au plus,',
    '      interrogés toutes les 5 s',
    '    127.0.0.1:53  nord.example A → 127.0.20.1, TTL 60 s, miroir 0 %',
    '',
    'Ce qui est parti',
    '  exercice : EXERCICE y est écrit ; 4 destinataires, 3 courriels, 1 SMS ; 4',
    '    acceptés, 0 refusés, 0 sans réponse',
    '  exercice : EXERCICE y est écrit ; 4 destinataires, 3 courriels, 1 SMS ; 4',
    '    acceptés, 0 refusés, 0 sans réponse',
    '',
    'Le reste',
    '  rien d’autre n’a bougé, de la ligne 7 à la ligne 20 : 2 autre(s)',
    '    plateforme(s), ni bascule demandée, ni poids, ni retenue',
    '  autres noms demandés maintenant aux serveurs : 2 répondent comme au journal',
  ]);
});

test('what moved meanwhile, and names that answer otherwise, read in English', () => {
  const lived = live([
    ...CALM,
    drill('start-drill', 10),
    shelter('sud', 50),
    drill('end-drill', 120),
    tick(130),
  ]);
  const asked = [named('sud', 'otherwise', 1), named('ouest', 'silent')];
  const lines = told(lived, 'en', asked);
  expect(lines.slice(lines.indexOf('All else'))).toEqual([
    'All else',
    '  ENT sud moved: mirror 0 % → 100 %',
    '  08:00:50  sud/turn/1: sheltered by hand (line 10)',
    '  ENT sud answers 100 % to the mirror, the journal says 0 %: its health alone,',
    '    or a hand',
    '  ENT ouest: its name servers did not answer',
  ]);
});

test('a turn that was seen later than announced, and a look more, is said to be late', () => {
  expect(told(live(WHOLE, 15_000), 'en').join(' ')).not.toContain('MORE than');
  const late = told(live(WHOLE, 15_001), 'en').join(' ').replaceAll(/\s+/g, ' ');
  expect(late).toContain(
    'verified within 15.0 s at the name servers (line 8): MORE than the announced 10 s',
  );
});

describe('other names', () => {
  const { state } = live(CALM);
  const answering = (answer: (id: string) => Promise<readonly AuthorityAnswer[]>) => {
    const asked: string[] = [];
    const home = {
      askName: ({ id }: { readonly id: string }, times: number) => {
        asked.push(`${id} ${times}`);
        return answer(id);
      },
    };
    return { asked, others: askOthers(home, DRILL_POLICY, state, platformId('nord')) };
  };
  const one = (mirrorShare: number, answers = ['192.0.2.1']): readonly AuthorityAnswer[] => [
    { server: 's', name: 'n', type: 'A', ttlSec: 60, answers, mirrorShare },
  ];

  test('are asked, and neither the drilled one nor a control is', async () => {
    const { asked, others } = answering(async () => one(0));
    expect((await others).map(({ platform, says }) => `${platform} ${says}`)).toEqual([
      'sud as-journalled',
      'ouest as-journalled',
    ]);
    expect(asked.toSorted()).toEqual(['ouest 4', 'sud 4']);
  });

  test('that answer otherwise, or not at all, are told apart', async () => {
    const { others } = answering(async (id) => {
      if (id === 'sud') return one(1);
      throw new Error('nobody there');
    });
    expect((await others).map(({ says }) => says)).toEqual(['otherwise', 'silent']);
  });

  test('without a record are silent, and never taken for still', async () => {
    const { others } = answering(async () => one(0, []));
    expect((await others).map(({ says }) => says)).toEqual(['silent', 'silent']);
  });
});
