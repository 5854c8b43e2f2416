import { expect, test } from 'vitest';
import { hashOf } from '../../adapters/local/hash.ts';
import { explain } from '../../app/views/explain.ts';
import { clockOf } from '../../cli/clock-of.ts';
import { explainLines } from '../../cli/explain-lines.ts';
import { explainWords } from '../../cli/explain-words.ts';
import { readWords } from '../../web/words.ts';
import type { Event } from '../../core/incident/event.ts';
import { initialState } from '../../core/incident/initial-state.ts';
import { step } from '../../core/incident/step.ts';
import { chainEntry } from '../../core/journal/chain.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { type EpochMs, epochMs, platformId } from '../../core/units.ts';
import { testPolicy } from '../fixtures/policy.ts';
import { BELL, fitMirror } from '../fixtures/timeline.ts';

// Goal: a reader of an explanation sees from when to when a turn's batch of weights was on its way.
// Method: one turn by hand and its outcome, printed in both languages.

const nord = platformId('nord');
const policy = testPolicy(['nord']);
const at = (sec: number) => epochMs(BELL + sec * 1_000);

function told(language: 'fr' | 'en', insyncAt: EpochMs | null): string {
  const by = { role: 'cellule de crise', name: 'A.' };
  const change = { id: 'C42', acceptedAt: at(61), insyncAt };
  const detail =
    insyncAt === null
      ? ({ kind: 'hold-alone', said: 'pending', change } as const)
      : ({ kind: 'hold-and-weights', change } as const);
  const of = { platform: nord, turn: 1 };
  const events: readonly Event[] = [
    fitMirror('nord', BELL),
    { kind: 'person-sheltered', at: at(60), platform: nord, by, reason: 'essai' },
    { kind: 'dns-change-accepted', at: at(61), ...of, change: 'C42' },
    { kind: 'dns-turned', at: at(110), ...of, verified: true, answers: [], detail },
  ];
  const entries: JournalEntry[] = [];
  let state = initialState(policy);
  for (const event of events) {
    const next = step(state, event, policy);
    state = next.state;
    entries.push(chainEntry(entries.at(-1) ?? null, event, next.actions, hashOf));
  }
  const explanation = explain(entries, [{ fromSeq: 1, policy }], nord);
  if (explanation === null) throw new Error('expected lines');
  const io = { language, words: readWords(language) };
  const clock = clockOf('Europe/Paris', language);
  const lines = explainLines({
    explanation,
    words: explainWords(language),
    clock,
    io,
    columns: 200,
  });
  return lines.map(({ text }) => text.replaceAll(/\s+/g, ' ')).join('\n');
}

test.each([
  [
    'fr',
    'bascule 1 : lot C42 accepté par le fournisseur',
    'accepté à 08:01:01, en place partout à 08:01:43',
  ],
  [
    'en',
    'turn 1: batch C42 accepted by the provider',
    'accepted at 08:01:01, in sync everywhere at 08:01:43',
  ],
] as const)('in %s: accepted, then in sync', (language, accepted, insync) => {
  const text = told(language, at(103));
  expect(text).toContain(accepted);
  expect(text).toContain(insync);
});

test.each([
  ['fr', 'lot C42 : accepté à 08:01:01, pas encore en place partout'],
  ['en', 'batch C42: accepted at 08:01:01, not in sync everywhere yet'],
] as const)('in %s: accepted, and not in sync yet', (language, pending) => {
  expect(told(language, null)).toContain(pending);
});
