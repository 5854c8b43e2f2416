import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { wordTask } from '../../../app/views/word-task.ts';
import type { TaskWord } from '../../../core/incident/task-word.ts';
import { epochMs, platformId } from '../../../core/units.ts';
import { readWords } from '../../../web/words.ts';
import { testPolicy } from '../../fixtures/policy.ts';

// Goal: people read in their own language what they must do, and about which platform.
// Method: every task there is in both languages; a few of them word for word.

const reasons = ['raison une', 'raison deux'];
const unconfirmed = {
  kind: 'turn-not-confirmed',
  turn: 7,
  detail: { kind: 'hold-alone', said: 'HTTP 503' },
  seen: [
    { server: 'ns1', type: 'A', mirrorShare: 1 },
    { server: 'ns2', type: 'A', mirrorShare: 0.25 },
  ],
} as const;

/** One of each, and of each variant; a kind that is missing does not type-check. */
const TASKS = {
  'mirror-unfit': [
    { kind: 'mirror-unfit', reasons },
    { kind: 'mirror-unfit', reasons: [] },
  ],
  'mirror-gone': [{ kind: 'mirror-gone', reasons }],
  'no-way-back': [{ kind: 'no-way-back', reasons }],
  'blast-radius': [{ kind: 'blast-radius' }],
  'watcher-blind': [{ kind: 'watcher-blind' }],
  degraded: [{ kind: 'degraded', failedShare: 0.2 }],
  'closed-page': [{ kind: 'closed-page' }],
  'turn-not-confirmed': [
    { ...unconfirmed, next: 'asked-again' },
    { ...unconfirmed, next: 'back-to-mirror' },
  ],
  'turn-given-up': [{ kind: 'turn-given-up', turn: 7, detail: 'HTTP 500' }],
  'notice-given-up': [{ kind: 'notice-given-up', phase: 'outage', detail: 'HTTP 500' }],
  'action-failed': [{ kind: 'action-failed', action: 'nord/turn/7', detail: 'HTTP 500' }],
  'over-budget': [{ kind: 'over-budget', costEuros: 1234.5, budgetEuros: 900 }],
  'sms-over-budget': [
    { kind: 'sms-over-budget', sms: 12, costEuros: 9.5, leftEuros: 0.5, budgetEuros: 10 },
  ],
  'release-refused': [{ kind: 'release-refused' }],
  'share-refused': [
    { kind: 'share-refused', because: 'down' },
    { kind: 'share-refused', because: 'suspended' },
    { kind: 'share-refused', because: 'mirror-unfit' },
  ],
  'certificate-ends': [
    { kind: 'certificate-ends', whose: 'origin', endsAt: epochMs(1_700_000_000_000), days: 21 },
    { kind: 'certificate-ends', whose: 'mirror', endsAt: epochMs(1_700_000_000_000), days: 7 },
  ],
  'clock-stepped': [
    { kind: 'clock-stepped', home: 'ahead', minutes: 60 },
    { kind: 'clock-stepped', home: 'behind', minutes: 60 },
  ],
  'schools-silent': [
    { kind: 'schools-silent', notice: 'nord-20210406T060300Z/outage/1', silent: 12, schools: 40 },
  ],
  'claim-unattached': [{ kind: 'claim-unattached', statement: 'c’est une attaque' }],
} as const satisfies {
  readonly [Kind in TaskWord['kind']]: readonly (TaskWord & { kind: Kind })[];
};

const ALL: readonly TaskWord[] = Object.values(TASKS).flat();
const policy = testPolicy();
const nord = policy.platforms.find(({ id }) => id === 'nord');
const french = { language: 'fr', words: readWords('fr') } as const;
const english = { language: 'en', words: readWords('en') } as const;
const word = (task: TaskWord, said: typeof french | typeof english) =>
  wordTask({ task, platform: platformId('nord') }, policy, said);
/** Numbers are written with one of several narrow spaces. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ');

describe('a task', () => {
  test.each([french, english])('has words of its own in $language, and no hole in them', (said) => {
    const told = ALL.map((task) => word(task, said));
    expect(new Set(told.map(({ title, remedy }) => `${title}. ${remedy}`)).size).toBe(ALL.length);
    for (const { title, remedy } of told) {
      expect(title).toMatch(/^[^{}]+[^{}.]$/);
      expect(remedy).toMatch(/^[^{}]+$/);
    }
  });

  test('calls its platform by the name that people know', () => {
    for (const said of [french, english])
      for (const task of ALL.filter(
        ({ kind }) => !['watcher-blind', 'action-failed', 'clock-stepped'].includes(kind),
      ))
        expect(word(task, said).title).toContain(nord?.name ?? 'unknown');
  });

  test('says in French what is wrong and what to do', () => {
    const { title, remedy } = word(TASKS['mirror-unfit'][0], french);
    expect(plain(title)).toBe(
      `Le miroir de ${nord?.name} ne peut pas servir : raison une ; raison deux`,
    );
    expect(plain(remedy)).toBe(
      "Réparez ou republiez le miroir. Si la plateforme est en panne, la bascule se fera dès qu'il sera mesuré bon.",
    );
    expect(plain(word(TASKS['over-budget'][0], french).title)).toMatch(
      /: il coûterait 1 234,50 €, le budget est de 900,00 €$/,
    );
  });

  test('says it in English too', () => {
    expect(word(TASKS['mirror-unfit'][1], english).title).toBe(
      `The mirror of ${nord?.name} may not serve: it has not been measured yet`,
    );
    expect(word(TASKS.degraded[0], english)).toEqual({
      title: `${nord?.name} answers badly: 20% of measurements fail or come late`,
      remedy:
        '“preau share nord 50” sends half of its visitors to the mirror; “preau share nord 0” gives them back.',
    });
    expect(word(TASKS['over-budget'][0], english).title).toContain('€1,234.50');
  });

  test('of an unconfirmed turn says what was done, and what each name server answered', () => {
    expect(word(TASKS['turn-not-confirmed'][0], english)).toEqual({
      title: `The name servers do not confirm turn 7 of ${nord?.name}`,
      remedy:
        'It is asked for again by itself. If this lasts, look at what the name servers answer: ' +
        'hold set, weights pending (HTTP 503); answers seen: ns1 A 100% to the mirror, ns2 A 25% to the mirror',
    });
    const unanswered = {
      ...unconfirmed,
      detail: { kind: 'weights-and-release' },
      seen: [],
    } as const;
    expect(plain(word({ ...unanswered, next: 'back-to-mirror' }, french).remedy)).toMatch(
      /: poids réglés, retenue levée ; aucune réponse vue$/,
    );
    const old = word({ ...unconfirmed, next: 'asked-again', detail: 'une vieille phrase' }, french);
    expect(old.remedy).toMatch(/: une vieille phrase$/);
  });

  test('is among those that the operators’ page explains', () => {
    const page = readFileSync(new URL('../../../docs/operators.md', import.meta.url), 'utf8');
    const rows = Object.keys(TASKS).filter((kind) => !page.includes(`\n| \`${kind}\` |`));
    expect(rows).toEqual([]);
  });

  test('keeps French signs with their word', () => {
    for (const task of ALL) {
      const { title, remedy } = word(task, french);
      expect(`${title}\n${remedy}`).not.toMatch(/ [:;?!»%€]|« /);
    }
  });

  test('of a platform that is configured no more is told by its id', () => {
    const told = wordTask(
      { task: TASKS['blast-radius'][0], platform: platformId('parti') },
      policy,
      english,
    );
    expect(told.remedy).toContain('“preau shelter parti”');
    expect(told.title).toMatch(/^parti /);
  });
});
