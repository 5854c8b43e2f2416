import type { Foreseen } from '../app/views/foresee.ts';
import type { PlannedTurn, TurnPlan } from '../app/views/turn-plan.ts';
import type { WordedTask } from '../app/views/word-task.ts';
import { durationText } from './duration-text.ts';
import { fillTemplate } from './fill-template.ts';
import { labelledLines } from './labelled-lines.ts';
import { percent } from './percent.ts';
import type { PlanWords } from './plan-words.ts';
import { followMs, seenMs, type TurnPlace } from './turn-place.ts';

/** A plan, and what is known of the home that will carry it out. */
export interface ToldPlan {
  readonly plan: TurnPlan;
  readonly place: TurnPlace;
  /** Why it would be refused or change nothing, worded; empty when it would not. */
  readonly obstacles: readonly WordedTask[];
  /** The command line that takes it back. */
  readonly undo: string;
}

/**
 * What a command will do, for a person who is about to do it: to which records, where, why, how soon
 * visitors follow, who is told, what comes then, and how it is undone.
 *
 * @param columns of the terminal
 * @returns lines, the title first
 */
export function planLines(told: ToldPlan, words: PlanWords, columns: number): readonly string[] {
  const { plan, place, undo } = told;
  const { labels } = words;
  const lines = (label: keyof typeof labels, texts: readonly string[]) =>
    labelledLines(labels[label], texts, columns);
  const title = [titleOf(plan, words), ...lines('why', [whyOf(plan, words)])];
  const obstacles = told.obstacles.flatMap(({ title: what, remedy }) =>
    lines('task', [what, remedy]),
  );
  if (plan.outcome === 'nothing')
    return [...title, obstacles.length === 0 ? words.nothing : words.hindered, ...obstacles];
  if (plan.outcome === 'refused') return [...title, words.refused, ...obstacles];
  const turn = plan.turns[0];
  return [
    ...title,
    ...(turn === undefined
      ? lines('where', [words.noted])
      : [
          ...lines('stay', stayOf(turn, words)),
          ...lines('hold', [holdOf(turn, place, words)]),
          ...lines('weights', weightsOf(plan, turn, words)),
          ...lines('where', [whereOf(place, words)]),
          ...lines('visitors', [visitorsOf(turn, place, words)]),
        ]),
    ...lines('schools', schoolsOf(plan, words)),
    ...lines('afterwards', thenOf(plan, words)),
    ...lines('undo', plan.endsVeto ? [undo, vetoAgain(plan, words)] : [undo]),
  ];
}

const titleOf = ({ command, platformName: name, hostname }: TurnPlan, words: PlanWords): string =>
  fillTemplate(words.titles[command.kind], {
    name,
    hostname,
    share: command.kind === 'share' ? percent(command.share) : '',
  });

function whyOf({ command }: TurnPlan, words: PlanWords): string {
  const { reason, by } = command;
  return reason === ''
    ? fillTemplate(words.whyDrill, { by: by.name })
    : fillTemplate(words.why, { reason, by: by.name });
}

const vetoAgain = ({ command: { platform } }: TurnPlan, words: PlanWords): string =>
  fillTemplate(words.vetoEnds, { platform });

const stayOf = ({ stay }: PlannedTurn, words: PlanWords): readonly string[] =>
  stay.before === stay.after ? [] : [stay.after ? words.stayOn : words.stayOff];

function holdOf({ hold }: PlannedTurn, place: TurnPlace, words: PlanWords): string {
  const word = (on: boolean): string => (on ? words.holdOn : words.holdOff);
  return fillTemplate(hold.before === hold.after ? words.holdKept : words.holdChange, {
    hold: place.hold,
    before: word(hold.before),
    after: word(hold.after),
  });
}

/** One line a type: both sides of a pair change together. */
function weightsOf(
  { beforeVerified }: TurnPlan,
  { records }: PlannedTurn,
  words: PlanWords,
): readonly string[] {
  const types = [...new Set(records.map(({ type }) => type))];
  const told = types.map((type) => {
    const pair = records.filter((record) => record.type === type);
    const list = pair
      .map(({ setIdentifier: set, weight }) =>
        fillTemplate(weight.before === weight.after ? words.weightKept : words.weightOne, {
          set,
          ...weight,
        }),
      )
      .join(', ');
    return fillTemplate(words.weight, { name: pair[0]?.name ?? '', type, list });
  });
  return beforeVerified ? told : [...told, words.unverified];
}

function whereOf({ zone, servers }: TurnPlace, words: PlanWords): string {
  const list = servers.join(', ') || words.unlisted;
  return zone === null
    ? fillTemplate(words.noZone, { servers: list })
    : fillTemplate(words.where, { zone, servers: list });
}

function visitorsOf(
  { hold, mirrorShare }: PlannedTurn,
  place: TurnPlace,
  words: PlanWords,
): string {
  if (mirrorShare.before === mirrorShare.after && mirrorShare.after === 0 && !hold.before)
    return words.stayHere;
  const seen = seenMs(place, hold);
  const template = hold.after
    ? words.followHold
    : seen === 0
      ? words.followAtOnce
      : words.followWeights;
  return fillTemplate(template, {
    time: durationText(followMs(place, hold)),
    seen: durationText(seen),
    ttl: durationText(place.ttlMs),
  });
}

function schoolsOf({ afterwards, openIncident }: TurnPlan, words: PlanWords): readonly string[] {
  const notices = afterwards.filter((one): one is Notice => one.kind === 'notice');
  if (notices.length > 0)
    return notices.map(({ drill, afterMs }) =>
      fillTemplate(drill ? words.tellsDrill : words.tellsRecovery, { time: durationText(afterMs) }),
    );
  return openIncident === null
    ? [words.tellsNobody]
    : [fillTemplate(words.tellsAlready, { reference: openIncident })];
}

type Notice = Extract<Foreseen, { kind: 'notice' }>;

function thenOf({ afterwards, command }: TurnPlan, words: PlanWords): readonly string[] {
  const turns = afterwards.flatMap((one) =>
    one.kind === 'turn'
      ? fillTemplate(words.thenTurn, {
          time: durationText(one.afterMs),
          share: percent(one.mirrorShare),
          hold: one.hold ? words.holdOn : words.holdOff,
        })
      : [],
  );
  return turns.length > 0 ? [...turns, `(${words.thenIf})`] : [words.thenStays[command.kind]];
}
