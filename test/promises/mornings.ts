import fc from 'fast-check';
import { hashOf } from '../../adapters/local/hash.ts';
import type { Action } from '../../core/incident/action.ts';
import type { Event } from '../../core/incident/event.ts';
import { initialState } from '../../core/incident/initial-state.ts';
import type { State } from '../../core/incident/state.ts';
import { step } from '../../core/incident/step.ts';
import { chainEntry } from '../../core/journal/chain.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { Policy } from '../../core/policy.ts';
import { epochMs, platformId } from '../../core/units.ts';
import { BELL, fitMirror, roundOf } from '../fixtures/timeline.ts';

const PLATFORMS = ['nord', 'sud', 'ouest'] as const;

/** What may happen in ten seconds of a bad morning. */
export type Happening =
  | {
      readonly kind: 'rounds';
      readonly votes: readonly string[];
      readonly dns: 'origin' | 'mirror' | 'unknown';
    }
  | { readonly kind: 'mirror'; readonly platform: string; readonly fit: boolean }
  | { readonly kind: 'wait'; readonly tens: number }
  | { readonly kind: 'signal'; readonly platform: string; readonly feature: string }
  | { readonly kind: 'person'; readonly platform: string; readonly says: Said };

/** What a person may say of a platform in the midst of it. */
export type Said = 'shelter' | 'release' | 'veto' | 'unveto' | 'suspend' | 'resume' | number;

const votes = fc.constantFrom(
  '...',
  '...',
  '...',
  'xxx',
  'xxx',
  'xxx',
  'x..',
  'xx.',
  '???',
  'x??',
  '?..',
  'x?x',
  'l..',
  'll.',
  'ccc',
  'cc?',
);

const said = fc.constantFrom<Said>(
  'shelter',
  'release',
  'veto',
  'unveto',
  'suspend',
  'resume',
  0,
  0.3,
  0.5,
);

/** Mornings of up to `length` happenings; long waits let holds and ways back run their course. */
export const mornings = (length: number): fc.Arbitrary<readonly Happening[]> =>
  fc.array(
    fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({
          kind: fc.constant('rounds' as const),
          votes: fc.tuple(votes, votes, votes),
          dns: fc.constantFrom(
            'origin' as const,
            'origin' as const,
            'mirror' as const,
            'unknown' as const,
          ),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('mirror' as const),
          platform: fc.constantFrom(...PLATFORMS),
          fit: fc.boolean(),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('wait' as const),
          tens: fc.integer({ min: 1, max: 200 }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('person' as const),
          platform: fc.constantFrom(...PLATFORMS),
          says: said,
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('signal' as const),
          platform: fc.constantFrom(...PLATFORMS),
          feature: fc.constantFrom(
            'queue-page',
            'amplified-known',
            'first-remote-day',
            'http-500',
            'deploy',
          ),
        }),
      },
    ),
    { maxLength: length },
  );

export interface Morning {
  readonly entries: readonly JournalEntry[];
  readonly state: State;
}

/**
 * Live through a morning: the real core, a chain of real entries, a shell that answers at the next beat.
 *
 * @param skewMs how far off the clock is that a platform's rounds are told by. @default 0
 */
export function live(
  policy: Policy,
  happenings: readonly Happening[],
  skewMs: (platform: string) => number = () => 0,
): Morning {
  const entries: JournalEntry[] = [];
  let state = initialState(policy);
  let at = BELL;
  let owed: Event[] = [];
  const take = (event: Event): void => {
    const next = step(state, event, policy);
    if (next.state === state && next.actions.length === 0) return;
    entries.push(chainEntry(entries.at(-1) ?? null, event, next.actions, hashOf));
    state = next.state;
    owed.push(...next.actions.flatMap((action) => outcome(action, at)));
  };
  const told = (id: string) => epochMs(at + skewMs(id));
  const beat = (): void => {
    at = epochMs(at + 10_000);
    const answers = owed;
    owed = [];
    for (const answer of answers) take({ ...answer, at });
    take({ kind: 'tick', at });
  };
  for (const id of PLATFORMS) take(fitMirror(id, at));
  for (const happening of happenings) {
    beat();
    switch (happening.kind) {
      case 'rounds':
        for (const [index, id] of PLATFORMS.entries())
          take(roundOf(id, told(id), happening.votes[index] ?? '...', happening.dns));
        break;
      case 'mirror':
        take(fitMirror(happening.platform, at, happening.fit));
        break;
      case 'wait':
        for (let beats = 0; beats < happening.tens; beats += 1) {
          beat();
          for (const id of PLATFORMS) take(roundOf(id, told(id), '...'));
        }
        break;
      case 'person':
        take(personEvent(happening.platform, happening.says, at));
        break;
      case 'signal': {
        const incident = state.platforms[platformId(happening.platform)]?.incident ?? null;
        if (incident === null) break;
        const { feature } = happening;
        take({
          kind: 'signals-collected',
          at,
          incident,
          signals: [{ feature, at, provenance: 'measured', source: 'essai', statement: feature }],
        });
        break;
      }
    }
  }
  return { entries, state };
}

const PERSON_KINDS = {
  shelter: 'person-sheltered',
  release: 'person-released',
  veto: 'person-vetoed',
  unveto: 'person-unvetoed',
  suspend: 'person-suspended',
  resume: 'person-resumed',
} as const;

function personEvent(id: string, says: Said, at: State['at']): Event {
  const base = {
    at,
    platform: platformId(id),
    by: { role: 'cellule de crise', name: 'A.' },
    reason: 'essai',
  };
  return typeof says === 'number'
    ? { kind: 'person-shared', share: says, ...base }
    : { kind: PERSON_KINDS[says], ...base };
}

function outcome(action: Action, at: State['at']): readonly Event[] {
  switch (action.kind) {
    case 'turn-dns': {
      const { platform, turn } = action;
      return [{ kind: 'dns-turned', at, platform, turn, verified: true, answers: [], detail: '' }];
    }
    case 'plan-notice': {
      const counts = { recipients: 1, mails: 1, sms: 0, smsSegments: 0, unreachable: 0 };
      const plan = { ...counts, costEuros: 0, durationSec: 0 };
      return [{ kind: 'notice-planned', at, notice: action.notice, plan }];
    }
    case 'send-notice': {
      const deliveries = { accepted: 1, failed: 0, unknown: 0, pending: 0 };
      return [
        { kind: 'notice-first-accepted', at, notice: action.notice },
        { kind: 'notice-finished', at, notice: action.notice, deliveries },
      ];
    }
    default:
      return [];
  }
}
