import { CAUSES, SPOKEN_CAUSES } from '../../../core/cause/cause.ts';
import { CLAIM_ROLES } from '../../../core/cause/claim-roles.ts';
import type { PersonEvent } from '../../../core/incident/event.ts';
import type { State } from '../../../core/incident/state.ts';
import { type EpochMs, platformId } from '../../../core/units.ts';
import type { Fault } from './fault.ts';

const by = { role: 'cellule de crise', name: 'A.' };
const HOSTILE = 'c’est <b>eux</b>\r\nBcc: tous@x {{7*7}}';

/**
 * What a person does as a fault of the schedule asks, seeing what a console shows.
 *
 * @returns null where there is nothing to do it to
 */
export function personDoes(
  { kind, on = '', how }: Fault,
  state: State,
  at: EpochMs,
): PersonEvent | null {
  const about = { at, platform: platformId(on), by, reason: HOSTILE };
  switch (kind) {
    case 'person-shelters':
      return { kind: 'person-sheltered', ...about };
    case 'person-releases':
      return { kind: 'person-released', ...about };
    case 'person-vetoes':
      return { kind: 'person-vetoed', ...about };
    case 'person-lifts-veto':
      return { kind: 'person-unvetoed', ...about };
    case 'person-suspends':
      return { kind: 'person-suspended', ...about };
    case 'person-resumes':
      return { kind: 'person-resumed', ...about };
    case 'person-shares':
      return { kind: 'person-shared', share: Math.round(how * 9) / 10, ...about };
    case 'person-starts-drill':
      return { kind: 'person-started-drill', at, platform: about.platform, by };
    case 'person-ends-drill':
      return { kind: 'person-ended-drill', at, platform: about.platform, by };
    case 'person-holds-notice':
    case 'person-cancels-notice':
    case 'person-releases-notice':
      return onNotice(kind, state, at, how);
    case 'person-claims':
    case 'person-confirms-cause':
    case 'person-records-cause':
      return onCause(kind, about.platform, state, at, how);
    default:
      return null;
  }
}

const NOTICE_KINDS = {
  'person-holds-notice': 'person-held-notice',
  'person-cancels-notice': 'person-cancelled-notice',
  'person-releases-notice': 'person-released-notice',
} as const;

function onNotice(
  kind: keyof typeof NOTICE_KINDS,
  { notices }: State,
  at: EpochMs,
  how: number,
): PersonEvent | null {
  const stages = kind === 'person-releases-notice' ? ['held'] : ['planning', 'waiting'];
  const some = Object.values(notices).filter(({ stage }) => stages.includes(stage));
  const one = pick(some.length > 0 ? some : Object.values(notices), how);
  return one === undefined ? null : { kind: NOTICE_KINDS[kind], at, notice: one.id, by };
}

function onCause(
  kind: 'person-claims' | 'person-confirms-cause' | 'person-records-cause',
  platform: PersonEvent extends { platform: infer Id } ? Id : ReturnType<typeof platformId>,
  { incidents }: State,
  at: EpochMs,
  how: number,
): PersonEvent | null {
  if (kind === 'person-claims') {
    const said = {
      role: pick(CLAIM_ROLES, how) ?? 'press',
      asserts: pick(CAUSES, how) ?? 'attack',
    };
    const claim = { at, ...said, denies: how > 0.8, statement: HOSTILE, source: 'radio' };
    return { kind: 'person-claimed', at, platform, claim, by };
  }
  const all = Object.values(incidents).filter(({ drill }) => !drill);
  if (kind === 'person-confirms-cause') {
    const one = pick(
      all.filter(({ closedAt }) => closedAt === null),
      how,
    );
    const cause = pick(SPOKEN_CAUSES, (how * 7) % 1);
    if (one === undefined || cause === undefined) return null;
    return { kind: 'person-confirmed-cause', at, incident: one.id, cause, by };
  }
  const one = pick(
    all.filter(({ closedAt }) => closedAt !== null),
    how,
  );
  const cause = pick(SPOKEN_CAUSES, (how * 7) % 1);
  if (one === undefined || cause === undefined) return null;
  const recorded = { cause, confidence: 0.5 + how / 2, source: 'rapport', by };
  return { kind: 'person-recorded-cause', at, incident: one.id, ...recorded };
}

const pick = <One>(list: readonly One[], how: number): One | undefined =>
  list[Math.floor(how * list.length)];
