import { causeHistory } from '../app/views/cause-history.ts';
import { causeSentence } from '../app/views/cause-sentence.ts';
import type { WordsIn } from '../app/views/words.ts';
import { carriedWord } from '../core/cause/carried-word.ts';
import { legalClocks } from '../core/cause/legal-clock.ts';
import type { Incident } from '../core/incident/state.ts';
import type { Policy } from '../core/policy.ts';
import type { EpochMs } from '../core/units.ts';

/**
 * Everything that is known of an incident's cause, for programs. Instants of the incident are ISO 8601
 * in UTC; those inside a verdict, a signal or a claim are milliseconds, as the journal has them.
 */
export function explanationJson(incident: Incident, policy: Policy, said: WordsIn) {
  const { id, platform, reference, episode, drill, fellAt, closedAt } = incident;
  const { verdict, verdicts = [], signals, claims, recorded = [], confirmedCause } = incident;
  const { earlier, correctedAt } = causeHistory(incident, policy, said);
  const word = carriedWord(incident);
  return {
    id,
    platform,
    reference,
    episode,
    drill,
    fellAt: iso(fellAt),
    closedAt: iso(closedAt),
    /** What may be said now, and the sentence for it. */
    says: word && { ...word, sentence: causeSentence(word, said) },
    verdict,
    confirmedCause,
    claims,
    recorded: recorded.map((one) => ({ ...one, at: iso(one.at) })),
    /** Each change of what the verdicts let be said. */
    history: verdicts.map((mark) => ({ ...mark, at: iso(mark.at) })),
    /** What pages said and took back. */
    earlier: earlier.map((one) => ({ ...one, from: iso(one.from), until: iso(one.until) })),
    correctedAt: iso(correctedAt),
    clocks: legalClocks(incident).map((clock) => ({
      ...clock,
      startedAt: iso(clock.startedAt),
      dueAt: iso(clock.dueAt),
    })),
    signals,
  };
}

const iso = (at: EpochMs | null): string | null =>
  at === null ? null : new Date(at).toISOString();
