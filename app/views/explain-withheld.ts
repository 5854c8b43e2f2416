import type { Action } from '../../core/incident/action.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { heldBackBy } from '../../core/shelter/way-back.ts';
import type { Explained, Fact, Withheld } from './explanation.ts';
import { type Deciding, fact, mirrorFacts, roundFacts } from './explain-facts.ts';
import { inOrder } from './explain-order.ts';

/** Tasks that say what was not done, where others say what a person must do besides. */
const REFUSALS: readonly string[] = [
  'mirror-unfit',
  'no-way-back',
  'blast-radius',
  'watcher-blind',
  'degraded',
  'over-budget',
  'sms-over-budget',
  'release-refused',
  'share-refused',
];

/** Whether an action says that something was not done. */
export const refuses = (action: Action): boolean =>
  action.kind === 'raise-task' && REFUSALS.includes(action.task.kind);

/**
 * A fall that turned nothing and raised no task, since a person had forbidden it or a task stands
 * already; a way back that waits for a health check, told as it begins to.
 */
export function withheldIn(deciding: Deciding): readonly Explained[] {
  const { line, platform, trail } = deciding;
  const { entry } = line;
  const because = reasonToWithhold(deciding);
  if (because === null) return [];
  const { mirror, veto, rounds } = trail;
  const byWhom = because === 'vetoed' && veto !== null ? vetoFacts(veto) : [];
  return [
    {
      kind: 'undone',
      entry,
      what: { kind: 'withheld', because },
      facts: [...roundFacts(deciding), ...byWhom, ...mirrorFacts({ line, platform, trail })],
      because: inOrder([mirror, veto, ...rounds, entry]),
      outcomes: [],
    },
  ];
}

function vetoFacts({ event }: JournalEntry): readonly Fact[] {
  if (event.kind !== 'person-vetoed') return [];
  const { by, reason } = event;
  return [fact('veto', { by: by.name, role: by.role, reason })];
}

function reasonToWithhold({ line, platform }: Deciding): Withheld['because'] | null {
  const { entry, before, after, policy } = line;
  const { event } = entry;
  if (event.kind !== 'round-observed' || event.platform !== platform) return null;
  const [was, is] = [before.platforms[platform], after.platforms[platform]];
  if (was === undefined || is === undefined) return null;
  const fell = is.lastFall !== was.lastFall;
  const spoken = entry.actions.some((action) => action.kind === 'turn-dns' || refuses(action));
  if (fell && !spoken && is.shelter.mirrorShare < 1) {
    if (!policy.platforms.some(({ id, mirror }) => id === platform && mirror !== undefined))
      return null;
    if (is.vetoed) return 'vetoed';
    return is.mirror?.fit === true ? 'blast-radius' : 'mirror-unfit';
  }
  if (heldBackBy(is) !== null) return heldBackBy(was) === null ? 'check-against' : null;
  const against = event.votes.filter(({ says }) => says === 'down').length;
  const blind = event.votes.filter(({ says, by }) => says === 'blind' && by === undefined).length;
  const needed = policy.watch.votesToFall;
  const news = is.blind.join() !== was.blind.join();
  const outvoted = against > 0 && against < needed && against + blind >= needed;
  return outvoted && news ? 'blind-vantages' : null;
}
