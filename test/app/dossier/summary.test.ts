import { describe, expect, test } from 'vitest';
import { summarise } from '../../../app/dossier/summary/summarise.ts';
import { type IncidentStory, incidentStory } from '../../../core/dossier/incident-story.ts';
import type { Incident } from '../../../core/incident/state.ts';
import type { ReplayedLine } from '../../../core/journal/replay-under.ts';
import { epochMs, hours, minutes } from '../../../core/units.ts';
import { readWords } from '../../../web/words.ts';
import { dossierNeeds, firstIncident } from '../../fixtures/a-dossier.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';
import { live } from '../../promises/mornings.ts';

// Goal: the two pages say what was decided and by whom, what the cause is held to be and what the law
// asks for, in both languages, and nothing that the record does not carry.
// Method: a lived morning with a person in it, its incident changed where a test needs more.

const policy = testPolicy();
const bad = { kind: 'rounds' as const, votes: ['xxx', 'xxx', '...'], dns: 'origin' as const };
const journal = live(policy, [
  bad,
  bad,
  bad,
  bad,
  { kind: 'person', platform: 'nord', says: 'veto' },
  { kind: 'signal', platform: 'nord', feature: 'queue-page' },
]).entries;

function fallen(changes: Partial<Incident> = {}): IncidentStory {
  const story = incidentStory(journal, [{ fromSeq: 1, policy }], firstIncident(journal));
  if (story === null) throw new Error('the morning has no incident');
  return { ...story, incident: { ...story.incident, ...changes } };
}

const needsOf = (language: 'fr' | 'en') => ({
  ...dossierNeeds({ describe: ({ entry }: ReplayedLine) => [entry.event.kind] }),
  language,
  words: readWords(language),
  signer: null,
});
const WINDOW = {
  from: epochMs(BELL),
  to: epochMs(BELL + minutes(30)),
  platforms: [],
  seen: [],
  cut: false,
};

const said = (changes: Partial<Incident> = {}, language: 'fr' | 'en' = 'fr') =>
  summarise(fallen(changes), WINDOW, needsOf(language));

const verdict = fallen().incident.verdict;

describe('the summary', () => {
  test('names who decided: a person by name and role, the machine by its own', async () => {
    const { decisions } = await said();
    const who = new Set(decisions.rows.map(([, name]) => name));
    expect(who.has('Préau')).toBe(true);
    expect([...who].filter((name) => name !== 'Préau')).toEqual([
      expect.stringMatching(/^.+ \(.+\)$/),
    ]);
  });

  test.each(['fr', 'en'] as const)(
    'has its moments twice in %s, or says that they are not yet',
    async (language) => {
      const { facts, title } = await said({}, language);
      const values = facts.rows.map(([, value]) => value ?? '');
      expect(values.filter((value) => value.endsWith(' UTC'))).toHaveLength(2);
      const never =
        language === 'fr' ? 'pas à la fin de ce dossier' : 'not by the end of this dossier';
      expect(values.filter((value) => value === never)).toHaveLength(4);
      expect(title).toContain('ENT nord');
    },
  );

  test('states no cause beyond its verdict, and shows what a person recorded later', async () => {
    const { verdict: now } = await said();
    expect(now.headline).toBe('Cause : non déterminée');
    const by = { name: 'C. Durand', role: 'exploitant' };
    const record = {
      at: epochMs(BELL + hours(9)),
      cause: 'overload',
      confidence: 0.9,
      by,
    } as const;
    const { verdict: later } = await said({ recorded: [{ ...record, source: 'le rapport' }] });
    expect(later.headline).toBe('Cause : non déterminée');
    expect(later.notes.join(' ')).toContain('le rapport');
    expect(later.notes.join(' ')).toContain('C. Durand');
  });

  test('spells out a cause that is carried, with its rung and what it rests on', async () => {
    if (verdict === null) throw new Error('nothing was judged');
    const spoken = { ...verdict, cause: 'overload', rung: 'probable', open: [] } as const;
    const { verdict: told } = await said({ verdict: spoken });
    expect(told.headline).toMatch(/^Cause : surcharge, probable \(\d+ %\)$/);
    expect(told.for.items.length).toBe(verdict.for.length);
    expect((await said({ verdict: null })).verdict.headline).toContain('Aucun jugement');
  });

  test('shows the clock of a complaint from the first probable attack on, and none for a drill', async () => {
    expect((await said()).clocks.items).toEqual([]);
    const at = epochMs(BELL + minutes(20));
    const verdicts = [{ at, cause: 'attack', rung: 'probable', open: [] }] as const;
    const { clocks } = await said({ verdicts });
    expect(clocks.items).toHaveLength(1);
    expect(clocks.items[0]).toContain('L. 12-10-1');
    const drill = await said({ verdicts, drill: true });
    expect(drill.clocks.items).toEqual([]);
    expect(drill.drill).toContain('EXERCICE');
  });
});

test('what a newer message replaced is no failure', async () => {
  const sent = firstNotice();
  const none = { planned: 0, claimed: 0, unknown: 0, accepted: 0, 'failed-temporary': 0 };
  const states = { ...none, delivered: 39, suppressed: 196, 'failed-permanent': 0, dropped: 195 };
  const deliveries = { counts: async () => states };
  const { notices } = await summarise(sent, WINDOW, { ...needsOf('fr'), deliveries });
  expect(notices.head.slice(-3)).toEqual(['Échecs', 'Remplacés', 'Sans réponse']);
  expect(notices.rows[0]?.slice(-3)).toEqual(['1', '195', '0']);
  expect(notices.title).toContain('remplacés : par un message plus récent');
});

/** The morning, with one message at least. */
function firstNotice(): IncidentStory {
  const story = fallen();
  expect(story.notices.length).toBeGreaterThan(0);
  return story;
}
