import type { Explained, Explanation, Fact } from '../app/views/explanation.ts';
import { wordTask } from '../app/views/word-task.ts';
import { wordTurnReason } from '../app/views/word-turn-reason.ts';
import type { JournalEntry } from '../core/journal/entry.ts';
import { changeOf } from '../core/shelter/change-of.ts';
import type { TurnDetail } from '../core/shelter/turn-detail.ts';
import { type EpochMs, epochMs } from '../core/units.ts';
import { answerLines } from './answer-lines.ts';
import type { Clock } from './clock-of.ts';
import { durationText } from './duration-text.ts';
import { eventText } from './event-text.ts';
import type { ExplainWords } from './explain-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { labelledLines } from './labelled-lines.ts';
import { percent } from './percent.ts';
import { wrapBound } from './wrap-bound.ts';

/** What an explanation is printed with. */
export interface Telling {
  readonly explanation: Explanation;
  readonly words: ExplainWords;
  readonly clock: Clock;
  readonly io: Pick<CliIo, 'language' | 'words'>;
  readonly columns: number;
}

/** How a line is to be painted. */
export interface ExplainLine {
  readonly tone: 'title' | 'done' | 'undone' | 'plain';
  readonly text: string;
}

/** Wide enough for the longest label of either language. */
const LABEL_CHARS = 9;
/** Enough of a hash to find it by; the whole one is in the JSON. Chosen, as Git shortens its own. */
const HASH_CHARS = 12;

/** An explanation for people. @returns lines, the title first, a blank one before each item */
export function explainLines(telling: Telling): readonly ExplainLine[] {
  const { explanation, words } = telling;
  const { items } = explanation;
  const title = wrapBound(titleOf(telling), telling.columns).map(
    (text): ExplainLine => ({
      tone: 'title',
      text,
    }),
  );
  if (items.length === 0) return [...title, { tone: 'plain', text: words.nothing }];
  return [...title, ...items.flatMap((item) => itemLines(item, telling))];
}

function titleOf({ explanation, words, clock }: Telling): string {
  const { incident, platform, policy } = explanation;
  const name = policy.platforms.find(({ id }) => id === platform)?.name ?? platform;
  if (incident === null) return fillTemplate(words.history, { name, platform });
  const { reference, fellAt, closedAt, drill } = incident;
  const until = closedAt === null ? words.open : clock.date(closedAt);
  return fillTemplate(drill ? words.drill : words.title, {
    reference,
    name,
    from: clock.date(fellAt),
    until,
  });
}

function itemLines(item: Explained, telling: Telling): readonly ExplainLine[] {
  const { words, clock, columns } = telling;
  const { labels } = words;
  const at = clock.time(item.entry.event.at);
  const head = item.kind === 'undone' ? `${words.undone} : ` : '';
  const [first = '', ...rest] = wrapBound(`${at}  ${head}${whatOf(item, telling)}`, columns - 4);
  const tone = item.kind;
  const plain = (label: keyof typeof labels, texts: readonly string[]): readonly ExplainLine[] =>
    labelledLines(labels[label], texts, columns, LABEL_CHARS).map((text) => ({
      tone: 'plain',
      text,
    }));
  return [
    { tone: 'plain', text: '' },
    { tone, text: first },
    ...rest.map((text) => ({ tone, text: `    ${text}` })),
    ...plain('why', reasonsOf(item, telling)),
    ...plain(
      'rule',
      item.facts.map((fact) => factText(fact, telling)),
    ),
    ...plain(
      'lines',
      item.because.map((entry) => quote(entry, telling)),
    ),
    ...plain(
      'outcome',
      item.outcomes.flatMap((entry) => outcomeTexts(entry, telling)),
    ),
  ];
}

function whatOf({ what }: Explained, { words, io, explanation }: Telling): string {
  const { actions } = words;
  switch (what.kind) {
    case 'withheld':
      return words.withheld[what.because];
    case 'turn-dns': {
      const { key, mirrorShare, hold, stay } = what;
      const share = percent(mirrorShare);
      const turn = fillTemplate(actions.turn, {
        key,
        share,
        hold: hold ? words.holdOn : words.holdOff,
      });
      return stay === true ? `${turn}${actions.stay}` : turn;
    }
    case 'collect-signals':
      return fillTemplate(actions.collect, { key: what.key });
    case 'picture-names':
      return fillTemplate(actions.picture, { key: what.key });
    case 'plan-notice':
    case 'send-notice': {
      const phase = io.words(`console.phase.${what.content.phase}`);
      const template = what.kind === 'plan-notice' ? actions.plan : actions.send;
      return fillTemplate(template, { phase, key: what.key });
    }
    case 'escalate-notice':
      return fillTemplate(actions[`escalate-${what.level}`], { key: what.key });
    case 'raise-task': {
      const { title } = wordTask(what, explanation.policy, io);
      return fillTemplate(actions.task, { title });
    }
  }
}

function reasonsOf({ what }: Explained, { io, explanation }: Telling): readonly string[] {
  if (what.kind === 'turn-dns') return [wordTurnReason(what.why, io)];
  return what.kind === 'raise-task' ? [wordTask(what, explanation.policy, io).remedy] : [];
}

/** By the units in which the values are named. */
function factText({ kind, values }: Fact, { words, clock, io }: Telling): string {
  const worded = Object.entries(values).map(([name, value]): readonly [string, string | number] => {
    if (typeof value === 'string') return [name, valueText(name, value, words, io)];
    if (name.endsWith('At')) return [name.slice(0, -2), clock.time(epochMs(value))];
    if (name.endsWith('Ms')) return [name.slice(0, -2), durationText(value)];
    return name.endsWith('Share') ? [name.slice(0, -5), percent(value)] : [name, value];
  });
  return fillTemplate(words.facts[kind], Object.fromEntries(worded)).trimEnd();
}

function valueText(name: string, value: string, words: ExplainWords, io: Telling['io']): string {
  if (name === 'cause') return io.words(`console.cause.${value}`);
  if (name === 'rung') return io.words(`console.rung.${value}`);
  return name === 'reason' && value !== '' ? fillTemplate(words.raw, { own: value }) : value;
}

function quote(entry: JournalEntry, telling: Telling): string {
  const { words, clock, explanation, io } = telling;
  const at: EpochMs = entry.event.at;
  return fillTemplate(words.quoted, {
    seq: entry.seq,
    hash: entry.hash.slice(0, HASH_CHARS),
    at: clock.time(at),
    text: eventText(entry, { words, policy: explanation.policy, io }),
  });
}

/** A line, and under it a turn's batch and each server's own answer, where it tells of some. */
function outcomeTexts(entry: JournalEntry, telling: Telling): readonly string[] {
  const { event } = entry;
  if (event.kind !== 'dns-turned') return [quote(entry, telling)];
  const answers = answerLines(event.answers, telling.words.answer);
  return [quote(entry, telling), ...changeTexts(event.detail, telling), ...answers];
}

/** From when its provider accepted a turn's batch to when every name server had it. */
function changeTexts(detail: TurnDetail | string, { words, clock }: Telling): readonly string[] {
  const change = changeOf(detail);
  if (change === null) return [];
  const { id, acceptedAt, insyncAt } = change;
  const values = { change: id, accepted: clock.time(acceptedAt) };
  return insyncAt === null
    ? [fillTemplate(words.notInsync, values)]
    : [fillTemplate(words.insync, { ...values, insync: clock.time(insyncAt) })];
}
