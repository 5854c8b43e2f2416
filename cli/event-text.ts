import { fourNumbers } from '../app/notices/summarise-deliveries.ts';
import { wordTurnDetail } from '../app/views/word-turn-detail.ts';
import type { JournalEntry } from '../core/journal/entry.ts';
import type { Policy } from '../core/policy.ts';
import type { Vote } from '../core/watch/observation.ts';
import type { ExplainWords } from './explain-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { isPersons, personLine } from './person-line.ts';

/** How an entry is worded. */
export interface EventWording {
  readonly words: ExplainWords;
  readonly policy: Pick<Policy, 'vantages'>;
  readonly io: Pick<CliIo, 'language' | 'words'>;
}

/** What one line of the journal says happened, as a clause. */
export function eventText({ event }: JournalEntry, { words, policy, io }: EventWording): string {
  const { events } = words;
  if (isPersons(event)) return personLine(event, io);
  switch (event.kind) {
    case 'home-started':
      return fillTemplate(events['home-started'], { version: event.version });
    case 'tick':
      return events.tick;
    case 'watch-resumed':
      return fillTemplate(events.resumed, {
        minutes: Math.round((event.at - event.unseenSince) / 60_000),
      });
    case 'clock-stepped': {
      const seconds = Math.round(event.byMs / 1_000);
      const apart = Math.round(Math.abs(event.aheadMs) / 1_000);
      return fillTemplate(events[seconds === 0 ? 'clock-found' : 'clock-set'], { seconds, apart });
    }
    case 'round-observed': {
      const votes = event.votes
        .map((vote) => voteText(vote, { words, policy, io }))
        .join(words.and);
      return fillTemplate(events.round, { votes });
    }
    case 'mirror-measured':
      return event.fitness.fit
        ? events.fit
        : fillTemplate(events.unfit, { reasons: event.fitness.reasons.join(words.and) });
    case 'dns-change-accepted':
      return fillTemplate(events.accepted, { turn: event.turn, change: event.change });
    case 'dns-turned': {
      const { turn, verified, answers } = event;
      const detail = wordTurnDetail(event.detail, answers, io);
      return fillTemplate(verified ? events.verified : events.unverified, { turn, detail });
    }
    case 'signals-collected':
      return fillTemplate(events.signals, { count: event.signals.length });
    case 'names-pictured': {
      const asked = event.names.filter(({ says }) => says.kind === 'answered').length;
      return fillTemplate(events[`pictured-${event.moment}`], { asked, of: event.names.length });
    }
    case 'notice-planned': {
      const { recipients, mails, sms } = event.plan;
      return fillTemplate(events.planned, { recipients, mails, sms });
    }
    case 'notice-first-accepted':
      return events.first;
    case 'notice-finished':
      return fillTemplate(events.finished, fourNumbers(event.deliveries));
    case 'notice-escalated':
      return fillTemplate(events.escalated, { ...event.outcome });
    case 'mails-came-back':
      return fillTemplate(events.cameBack, { schools: event.schools });
    case 'action-failed': {
      const { action, detail, final } = event;
      return fillTemplate(final ? events.failed : events.retried, { action, detail });
    }
  }
}

/** A vantage, and what it met: in words, and the system's own where it said some. */
function voteText(
  { vantage: id, says, failure }: Vote,
  { words, policy, io }: EventWording,
): string {
  const vantage = policy.vantages.find((one) => one.id === id)?.name ?? id;
  const said = failure
    ? io.words(`console.failure.${failure.kind}`)
    : io.words(`console.says.${says}`);
  // A status or a wait is in the words already.
  const own = failure?.detail ?? '';
  const detail = own === '' || said.includes(own) ? '' : ` ${fillTemplate(words.raw, { own })}`;
  const blind = failure && says === 'blind' ? `${io.words('console.says.blind')}, ` : '';
  return fillTemplate(words.vote, { vantage, word: `${blind}${said}${detail}` });
}
