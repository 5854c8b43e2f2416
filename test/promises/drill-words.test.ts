// Goal: nothing that leaves in a drill can be taken for an outage: EXERCICE comes first in every
// message, on every page and in every feed, and only those who asked are told (P9). Method: drills
// by hand over whatever rounds come meanwhile; every face of each state is read as people read it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNoticeWordings } from '../../adapters/local/notice-wordings.ts';
import { noticeTexts } from '../../app/views/notice-texts.ts';
import { statusView } from '../../app/views/status-view.ts';
import { renderMail } from '../../core/notice/render-mail.ts';
import { renderSms } from '../../core/notice/render-sms.ts';
import { epochMs, minutes, platformId } from '../../core/units.ts';
import { answerAcknowledge } from '../../web/acknowledge/acknowledge-page.ts';
import { answerOptOut } from '../../web/opt-out/opt-out-page.ts';
import { statusFiles } from '../../web/status/status-files.ts';
import { readWords } from '../../web/words.ts';
import { testPolicy } from '../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../fixtures/timeline.ts';

const by = { role: 'cellule de crise', name: 'A.' };
const nord = platformId('nord');
const policy = testPolicy(['nord', 'sud']);
const wordings = readNoticeWordings();
const words = { fr: readWords('fr'), en: readWords('en') };
const LANGUAGES = ['fr', 'en'] as const;

function drill(rounds: readonly string[], endsAfter: number): Run {
  const run = startRun(policy);
  run.take(fitMirror('nord', BELL));
  run.take(roundOf('nord', BELL, '...'));
  run.take(roundOf('sud', BELL, '...'));
  run.take({ kind: 'person-started-drill', at: epochMs(BELL + 1_000), platform: nord, by });
  for (const [index, votes] of rounds.entries()) {
    const at = epochMs(run.at + 10_000);
    if (index === endsAfter) run.take({ kind: 'person-ended-drill', at, platform: nord, by });
    run.take({ kind: 'tick', at });
    run.take(roundOf('nord', at, votes));
  }
  return run;
}

const shown = (page: string): string =>
  page
    .replace(/^[\s\S]*<body[^>]*>/u, '')
    .replaceAll(/<style[\s\S]*?<\/style>|<svg[\s\S]*?<\/svg>/gu, '')
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();

const ROUNDS = fc.array(fc.constantFrom('...', '...', 'x..', 'xxx'), {
  minLength: 5,
  maxLength: 30,
});

describe('a drill', () => {
  test('begins every message with EXERCICE, and no message of it is anything but a drill', () => {
    fc.assert(
      fc.property(ROUNDS, fc.nat(30), (rounds, endsAfter) => {
        const run = drill(rounds, endsAfter);
        const drilled = Object.values(run.state.incidents).filter((one) => one.drill);
        expect(drilled).toHaveLength(1);
        for (const { id } of drilled)
          for (const { content } of Object.values(run.state.notices).filter(
            (one) => one.content.incident === id,
          )) {
            expect(content).toMatchObject({ phase: 'drill', drill: true });
            for (const language of LANGUAGES) {
              const wording = wordings[language];
              const recipient = {
                schools: ['0311131L'],
                unsubscribeUrl: 'https://x/stop/1',
                acknowledgeUrl: 'https://x/vu/1',
              };
              const mail = renderMail(content, wording, policy.timeZone)(recipient);
              const said = [
                renderSms(content, wording, policy.timeZone).text,
                mail.subject,
                mail.text,
                shown(mail.html),
              ];
              for (const text of said) expect(text).toMatch(/^EXERCICE/u);
            }
          }
      }),
      { numRuns: 25 },
    );
  });

  test('is named in the feed and at the head of every page while it runs', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 12 }),
        fc.constantFrom(...LANGUAGES),
        (count, language) => {
          const { state, at } = drill(
            Array.from({ length: count }, () => '...'),
            99,
          );
          const render = noticeTexts(wordings[language], policy.timeZone, words[language]);
          const view = statusView(state, policy, {
            now: at,
            rehearsal: false,
            language,
            words: words[language],
            render,
            refreshSec: 60,
            staleAfterMs: minutes(5),
          });
          const heads: string[] = [];
          const files = statusFiles(view, words[language]);
          for (const [file, body] of files)
            if (file.endsWith('.html')) heads.push(shown(body).slice(0, 250));
          expect(files.get('badges/nord.svg')).toContain('EXERCICE');
          expect(heads.length).toBeGreaterThan(1);
          for (const head of heads) expect(head).toContain('EXERCICE');
          const feed = JSON.parse(files.get('api/v2/summary.json') ?? '{}') as Feed;
          expect(feed.preau.drill).toBe(true);
          expect(feed.status.description).toMatch(/^EXERCICE/u);
          expect(feed.incidents.length).toBeGreaterThan(0);
          for (const { name, incident_updates } of feed.incidents) {
            expect(name).toMatch(/^EXERCICE/u);
            for (const { body: text } of incident_updates) expect(text).toMatch(/^EXERCICE/u);
          }
        },
      ),
      { numRuns: 6 },
    );
  });

  test('is what the pages of its links begin with, whatever is done there', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST'),
        fc.constantFrom(...LANGUAGES),
        fc.constantFrom('vu', 'stop'),
        fc.option(fc.constant(epochMs(BELL))),
        async (method, language, link, answeredAt) => {
          const key = 'nord-20210406T060001Z/drill/1/mail/0123456789abcdef';
          const url = new URL(`http://home/${link}/${encodeURIComponent(key)}?p=00`);
          const knows = () => true;
          const answer =
            link === 'stop'
              ? await answerOptOut(
                  { method, url },
                  { knows, leave: async () => true, comeBack: async () => true },
                  words[language],
                  language,
                )
              : await answerAcknowledge(
                  { method, url },
                  {
                    knows,
                    look: async () => ({ key, recipients: ['0311131L'], at: answeredAt }),
                    acknowledge: async () => BELL,
                    now: () => BELL,
                    platforms: policy.platforms,
                    timeZone: policy.timeZone,
                  },
                  words[language],
                  language,
                );
          const page = String(answer.body);
          expect(page).toMatch(/<title>EXERCICE/u);
          expect(shown(page)).toMatch(/^EXERCICE/u);
        },
      ),
    );
  });
});

interface Feed {
  readonly preau: { readonly drill: boolean };
  readonly status: { readonly description: string };
  readonly incidents: readonly {
    readonly name: string;
    readonly incident_updates: readonly { readonly body: string }[];
  }[];
}
