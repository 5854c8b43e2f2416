import { carriedWord, type CauseWord } from '../cause/carried-word.ts';
import type { Incident, State } from '../incident/state.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs } from '../units.ts';
import { nextWordAt, unchangedSince } from './next-word-at.ts';
import { platformSaid } from './platform-said.ts';
import type { NoticeContent, Phase } from './notice.ts';

/**
 * The facts of a notice as they stand at `at`.
 *
 * Made once for the plan and again at the moment of sending, so that a notice never states a
 * cause that its verdict does not carry by then (P5). No cause is spoken before `firstWordMs`.
 *
 * @returns null when the incident's platform is no longer configured
 */
export function contentOf(
  state: State,
  incident: Incident,
  phase: Phase,
  at: EpochMs,
  policy: Policy,
): NoticeContent | null {
  const platform = policy.platforms.find(({ id }) => id === incident.platform);
  if (platform === undefined) return null;
  const { cause, rung, open } = spoken(incident, phase, at, policy);
  const verdict = incident.verdict;
  const corrected = incident.saidCause;
  const sheltered = (state.platforms[platform.id]?.shelter.mirrorShare ?? 0) > 0;
  const unchanged = unchangedSince(
    state,
    incident,
    { phase, cause, rung, open, sheltered },
    policy,
  );
  return {
    phase,
    ...platformSaid(platform, policy.notices.statusUrl),
    incident: incident.id,
    reference: incident.reference,
    fellAt: incident.fellAgainAt ?? incident.fellAt,
    sheltered,
    cause,
    rung,
    open,
    facts:
      cause === 'undetermined' || verdict?.cause !== cause
        ? []
        : verdict.for.map((line) => line.statement),
    nextWordAt:
      phase === 'recovery' || incident.drill || incident.closedAt !== null
        ? null
        : nextWordAt(state, incident, unchanged !== undefined, at, policy),
    ...(unchanged !== undefined && { unchangedSince: unchanged }),
    recoveredAt: incident.backAt ?? incident.recoveredAt,
    ...(phase === 'correction' && corrected !== null
      ? {
          corrects: {
            cause: corrected.cause,
            saidAt: corrected.at,
            notice: corrected.notice,
          },
        }
      : {}),
    drill: incident.drill,
  };
}

function spoken(incident: Incident, phase: Phase, at: EpochMs, policy: Policy): CauseWord {
  const word = carriedWord(incident);
  const tooEarly = at - incident.fellAt < policy.cause.firstWordMs;
  const silent = word === null || tooEarly || phase === 'outage' || incident.drill;
  if (silent) return { cause: 'undetermined', rung: 'inconnue', open: word?.open ?? [] };
  return word;
}
