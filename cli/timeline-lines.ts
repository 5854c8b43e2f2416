import { wordTask } from '../app/views/word-task.ts';
import { wordTurnDetail } from '../app/views/word-turn-detail.ts';
import { wordTurnReason } from '../app/views/word-turn-reason.ts';
import type { WordsIn } from '../app/views/words.ts';
import type { Action } from '../core/incident/action.ts';
import type { State } from '../core/incident/state.ts';
import type { JournalEntry } from '../core/journal/entry.ts';
import type { Policy } from '../core/policy.ts';
import type { EpochMs, PlatformId } from '../core/units.ts';
import type { Vote } from '../core/watch/observation.ts';
import { fillTemplate } from './fill-template.ts';
import { percent } from './percent.ts';
import type { TimelineWords } from './timeline-words.ts';

/** One line of the live timeline, before it is painted. */
export interface Line {
  readonly at: EpochMs;
  readonly tone: 'bad' | 'good' | 'turn' | 'word' | 'quiet' | 'task';
  /** A platform's id, or nothing for what concerns the whole. */
  readonly about: string;
  readonly text: string;
}

interface Telling {
  readonly entry: JournalEntry;
  readonly before: State;
  readonly after: State;
  readonly policy: Policy;
  readonly words: TimelineWords;
  /** The locale's words; those of `turn`, `turned`, `task` and `cause` are asked for. */
  readonly said: WordsIn;
  readonly clock: (at: EpochMs) => string;
}

/** What a person wants to read of one journal entry; most entries say nothing worth a line. */
export function linesOf(the: Telling): readonly Line[] {
  return [...standingLines(the), ...eventLines(the), ...actionLines(the), ...endLines(the)];
}

function standingLines({ entry, before, after, words, clock }: Telling): readonly Line[] {
  const { event } = entry;
  if (event.kind !== 'round-observed') return [];
  const [was, is] = [before.platforms[event.platform], after.platforms[event.platform]];
  if (was === undefined || is === undefined) return [];
  const line = (tone: Line['tone'], text: string): Line => ({
    at: event.at,
    tone,
    about: event.platform,
    text,
  });
  const since = clock(is.streak.since);
  const why = reasons(event.votes, words);
  if (was.standing !== is.standing)
    switch (is.standing) {
      case 'suspect':
        return [line('quiet', fillTemplate(words.suspect, { why }))];
      case 'down':
        return [line('bad', fillTemplate(words.down, { since, why }))];
      case 'up':
        return was.standing === 'down' ? [line('good', fillTemplate(words.up, { since }))] : [];
      case 'suspended':
        return [];
    }
  return [];
}

/** `2/3, http-503` : how many of the vantages that saw, and what they met. */
function reasons(votes: readonly Vote[], words: TimelineWords): string {
  const down = votes.filter(({ says }) => says === 'down');
  if (down.length === 0) return words.byHealth;
  const kinds = new Set(down.map(({ failure }) => failure?.kind ?? '?'));
  const seeing = votes.filter(({ says }) => says !== 'blind').length;
  return `${down.length}/${seeing}, ${[...kinds].join(', ')}`;
}

function eventLines({ entry, before, after, words, said }: Telling): readonly Line[] {
  const { event } = entry;
  switch (event.kind) {
    case 'home-started':
      return [{ at: event.at, tone: 'quiet', about: '', text: words.started }];
    case 'dns-change-accepted': {
      const text = fillTemplate(words.accepted, { change: event.change });
      return [{ at: event.at, tone: 'quiet', about: event.platform, text }];
    }
    case 'dns-turned': {
      const share = percent(after.platforms[event.platform]?.shelter.mirrorShare ?? 0);
      const text = event.verified
        ? fillTemplate(words.verified, { share })
        : fillTemplate(words.unverified, {
            detail: wordTurnDetail(event.detail, event.answers, said),
          });
      return [
        { at: event.at, tone: event.verified ? 'quiet' : 'bad', about: event.platform, text },
      ];
    }
    case 'notice-finished': {
      const notice = after.notices[event.notice];
      if (notice === undefined) return [];
      const { accepted, failed, unknown } = event.deliveries;
      const phase = words.phases[notice.content.phase];
      const text = fillTemplate(words.finished, { phase, accepted, failed, unknown });
      return [{ at: event.at, tone: 'word', about: notice.content.platform, text }];
    }
    case 'signals-collected':
    case 'person-claimed':
    case 'person-confirmed-cause':
      return verdictLines(event.at, before, after, words, said);
    default:
      return [];
  }
}

/** A verdict is news when its spoken words change. */
function verdictLines(
  at: EpochMs,
  before: State,
  after: State,
  words: TimelineWords,
  said: WordsIn,
): readonly Line[] {
  return Object.values(after.incidents).flatMap((incident) => {
    const was = before.incidents[incident.id]?.verdict ?? null;
    const is = incident.verdict;
    if (is === null || (was?.cause === is.cause && was.rung === is.rung)) return [];
    const named = (causes: readonly (keyof TimelineWords['causes'])[]) =>
      causes.map((cause) => words.causes[cause]).join(', ');
    const open = is.open.length > 0 ? fillTemplate(words.open, { causes: named(is.open) }) : '';
    const refuted = is.refuted.includes('hosting')
      ? fillTemplate(words.refuted, { causes: named(['hosting']) })
      : '';
    const text = fillTemplate(words.verdict, {
      cause: words.causes[is.cause],
      rung: said.words(`cause.rung.${is.rung}`),
      open: `${open}${refuted}`,
    });
    return [{ at, tone: 'word' as const, about: incident.platform, text }];
  });
}

function actionLines({ entry, after, policy, words, said, clock }: Telling): readonly Line[] {
  const { at } = entry.event;
  return entry.actions
    .flatMap((action): readonly Line[] => {
      switch (action.kind) {
        case 'turn-dns':
          return [
            { at, tone: 'turn', about: action.platform, text: turnText(action, words, said) },
          ];
        case 'send-notice': {
          const { content } = action;
          const phase = words.phases[content.phase];
          const text = fillTemplate(words.sending, { phase, cause: words.causes[content.cause] });
          return [{ at, tone: 'word', about: content.platform, text }];
        }
        case 'raise-task': {
          // As this version raises it, whichever wrote the line.
          const task = after.tasks[action.key];
          if (task === undefined) return [];
          const text = fillTemplate(words.task, { title: wordTask(task, policy, said).title });
          return [{ at, tone: 'task', about: action.platform ?? '', text }];
        }
        case 'plan-notice':
        case 'escalate-notice':
        case 'collect-signals':
        case 'picture-names':
          return [];
      }
    })
    .concat(plannedLines(entry, after, words, clock));
}

function turnText({ mirrorShare, why }: Turned, words: TimelineWords, said: WordsIn): string {
  const reason = wordTurnReason(why, said);
  if (mirrorShare === 1) return fillTemplate(words.toMirror, { why: reason });
  return mirrorShare === 0 && why.kind === 'way-back' ? words.toOrigin : reason;
}

type Turned = Extract<Action, { kind: 'turn-dns' }>;

function plannedLines(
  { event }: JournalEntry,
  after: State,
  words: TimelineWords,
  clock: (at: EpochMs) => string,
): readonly Line[] {
  if (event.kind !== 'notice-planned') return [];
  const notice = after.notices[event.notice];
  if (notice?.stage !== 'waiting') return [];
  const text = fillTemplate(words.planned, {
    phase: words.phases[notice.content.phase],
    mails: event.plan.mails,
    sms: event.plan.sms,
    cost: event.plan.costEuros.toFixed(2),
    at: clock(notice.sendAt),
  });
  return [{ at: event.at, tone: 'word', about: notice.content.platform, text }];
}

function endLines({ entry, before, after, policy, words }: Telling): readonly Line[] {
  const { at } = entry.event;
  const closed = Object.values(after.incidents).filter(
    ({ id, closedAt }) => closedAt !== null && before.incidents[id]?.closedAt === null,
  );
  const blind = newlyBlind(before, after);
  const names = policy.vantages.filter(({ id }) => blind.has(id)).map(({ name }) => name);
  return [
    ...closed.map(
      ({ platform }): Line => ({ at, tone: 'good', about: platform, text: words.closed }),
    ),
    ...(names.length > 0
      ? [
          {
            at,
            tone: 'bad' as const,
            about: '',
            text: fillTemplate(words.blind, { names: names.join(', ') }),
          },
        ]
      : []),
  ];
}

/** Blind now in some platform's round, and in none before. */
function newlyBlind(before: State, after: State): ReadonlySet<string> {
  const blindIn = (state: State): ReadonlySet<string> =>
    new Set(
      Object.keys(state.platforms).flatMap((id) => state.platforms[id as PlatformId]?.blind ?? []),
    );
  const known = blindIn(before);
  return new Set([...blindIn(after)].filter((id) => !known.has(id)));
}
