import { describe, expect, test } from 'vitest';
import { readWords } from '../../web/words.ts';
import { linesOf } from '../../cli/timeline-lines.ts';
import { timelineWords } from '../../cli/timeline-words.ts';
import type { Action } from '../../core/incident/action.ts';
import type { Event } from '../../core/incident/event.ts';
import { basicInstant } from '../../core/incident/instant.ts';
import { initialState } from '../../core/incident/initial-state.ts';
import { step } from '../../core/incident/step.ts';
import type { Policy } from '../../core/policy.ts';
import { epochMs, incidentId, platformId } from '../../core/units.ts';
import { healthCheckVantage } from '../../core/watch/health-check-vantage.ts';
import { checkedRound } from '../fixtures/check-vote.ts';
import { chained } from '../fixtures/journal.ts';
import { testPolicy } from '../fixtures/policy.ts';
import { BELL, fitMirror, roundOf } from '../fixtures/timeline.ts';

// Goal: the timeline tells turns and tasks in the language that was asked for, also of old journals.
// Method: real events through step() in both languages; lines as the first version wrote them.

const base = testPolicy();
const policy: Policy = { ...base, vantages: [...base.vantages, healthCheckVantage] };
const nord = platformId('nord');
const by = { role: 'cellule de crise', name: 'A.' };
const at = (beat: number) => epochMs(BELL + beat * 10_000);

/** The lines of a journal's entries, without the time. */
function told(
  events: readonly Event[],
  language: 'fr' | 'en',
  rewrite: (actions: readonly Action[]) => readonly Action[] = (actions) => actions,
): readonly string[] {
  const shown = {
    words: timelineWords(language),
    said: { language, words: readWords(language) },
    clock: () => '8:00',
  };
  let state = initialState(policy);
  return events.flatMap((event) => {
    const before = state;
    const next = step(before, event, policy);
    state = next.state;
    const entry = chained([event], () => rewrite(next.actions))[0];
    if (entry === undefined) throw new Error('expected an entry');
    return linesOf({ entry, before, after: state, policy, ...shown }).map(({ text }) =>
      plain(text),
    );
  });
}

/** Numbers are written with one of several narrow spaces. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ');

const INCIDENT = incidentId(`nord-${basicInstant(at(1))}`);
const fall: readonly Event[] = [
  fitMirror('nord', at(0)),
  roundOf('nord', at(1), 'xxx'),
  roundOf('nord', at(2), 'xxx'),
];
const unconfirmed: Event = {
  kind: 'dns-turned',
  at: at(3),
  platform: nord,
  turn: 1,
  verified: false,
  answers: [
    { server: 'ns1', name: 'n', type: 'A', answers: ['192.0.2.1'], ttlSec: 60, mirrorShare: 0.5 },
  ],
  detail: { kind: 'hold-alone', said: 'throttled' },
};
const byHand: readonly Event[] = [
  fitMirror('nord', at(0)),
  roundOf('nord', at(1), '...'),
  { kind: 'person-vetoed', at: at(2), platform: nord, by, reason: 'essai' },
  { kind: 'person-unvetoed', at: at(3), platform: nord, by, reason: 'essai' },
  { kind: 'person-shared', at: at(4), platform: nord, share: 0.4, by, reason: 'essai' },
];

describe('the timeline', () => {
  test('says why visitors are sent to the mirror', () => {
    expect(told(fall, 'en')).toContain(
      'to the MIRROR: vantages that no longer reach the platform: 3 of 3',
    );
    expect(told(fall, 'fr')).toContain(
      'vers le MIROIR : points de mesure qui ne joignent plus la plateforme : 3 sur 3',
    );
  });

  test('says that the batch of a turn was accepted, and by its name', () => {
    const accepted: Event = {
      kind: 'dns-change-accepted',
      at: at(3),
      platform: nord,
      turn: 1,
      change: 'C42',
    };
    expect(told([...fall, accepted], 'fr').at(-1)).toBe(
      'lot C42 accepté par le fournisseur des noms',
    );
    expect(told([...fall, accepted], 'en').at(-1)).toBe('batch C42 accepted by the DNS provider');
  });

  test('says what was seen of a turn that is not confirmed, and what to do', () => {
    const seen = 'hold set, weights pending (throttled); answers seen: ns1 A 50% to the mirror';
    const name = policy.platforms.find(({ id }) => id === nord)?.name;
    expect(told([...fall, unconfirmed], 'en')).toEqual(
      expect.arrayContaining([
        `NOT verified at the name servers: ${seen}`,
        'to the MIRROR: the name servers did not confirm the turn, which is asked for again',
        `TO DO: The name servers do not confirm turn 1 of ${name}`,
      ]),
    );
    expect(told([...fall, unconfirmed], 'fr')).toContain(
      'NON vérifié aux serveurs de noms : retenue posée, poids en attente (throttled) ; réponses vues : ns1 A 50 % au miroir',
    );
  });

  test('calls an own vantage blind, and never Route 53 that was not asked or is divided', () => {
    const rounds = [1, 2, 3].map((beat) =>
      checkedRound('nord', at(beat), 'xx?', 's5 '.charAt(beat - 1)),
    );
    const blind = told([fitMirror('nord', at(0)), ...rounds], 'en').filter((line) =>
      line.startsWith('vantage blind'),
    );
    expect(blind).toEqual(['vantage blind, without a vote: v3']);
  });

  test('tells what people decide, and never a return that is none', () => {
    expect(told(byHand, 'en')).toEqual([
      'a person forbids to turn it: visitors stay at the platform',
      'a person allows to turn it again',
      'share set by hand: 40% of visitors to the mirror',
    ]);
    expect(told(byHand, 'fr')).toEqual([
      'une personne interdit de basculer : les visiteurs restent à la plateforme',
      "une personne lève l'interdiction de basculer",
      'part réglée à la main : 40 % des visiteurs au miroir',
    ]);
  });

  test('says how sure a verdict is in the words of the language', () => {
    const collected: Event = {
      kind: 'signals-collected',
      at: at(4),
      incident: INCIDENT,
      signals: [],
    };
    expect(told([...fall, collected], 'en').at(-1)).toMatch(/^cause: undetermined \(unknown\)/);
    expect(told([...fall, collected], 'fr').at(-1)).toMatch(/^cause : non déterminée \(inconnue\)/);
  });

  test('tells a journal of the first version, whose lines held sentences', () => {
    const old = (actions: readonly Action[]) =>
      actions.map((action) => JSON.parse(JSON.stringify(action, asTheFirst)) as Action);
    const lines = told([...fall, { ...unconfirmed, detail: 'poids réglés' }], 'en', old);
    expect(lines).toContain('to the MIRROR: une vieille phrase');
    expect(lines).toContain('NOT verified at the name servers: poids réglés');
    expect(lines.filter((line) => line.startsWith('TO DO: '))).toHaveLength(1);
  });
});

/** Reasons and tasks as the first version wrote them. */
const asTheFirst = (key: string, value: unknown): unknown =>
  key === 'why' ? 'une vieille phrase' : key === 'task' ? undefined : value;
