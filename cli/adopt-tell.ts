import type { NamePlan, Obstacle, Remark, TypePlan } from '../app/adopt/plan-name.ts';
import type { Unready } from '../app/adopt/unready-checks.ts';
import type { AdoptionTold, AdoptRunOptions } from './adopt-run.ts';
import { wordRecord } from './adopt-word-record.ts';
import { type AdoptWords, adoptWords } from './adopt-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';

/** Say what stands, what it becomes, what is in the way, and what to do next. */
export function tellAdoption(told: AdoptionTold, options: AdoptRunOptions, io: CliIo): void {
  const output = createOutput(io);
  if (options.json) {
    output.json(told);
    return;
  }
  const words = adoptWords(io.language);
  for (const { zoneId, names } of told.zones) {
    output.line(fillTemplate(words.zone, { zone: zoneId }));
    for (const plan of names) for (const line of linesOf(plan, words)) output.line(line);
  }
  output.line();
  for (const line of closing(told, options, words)) output.line(line);
}

function linesOf(plan: NamePlan, words: AdoptWords): readonly string[] {
  const { platform, hostname, state, types, obstacles, remarks } = plan;
  const befores = new Set(
    types.filter(({ kind }) => kind !== 'keep').flatMap(({ before }) => before),
  );
  return [
    fillTemplate(words.name, { hostname, platform, state: words.states[state] }),
    ...obstacles.map((one) => fillTemplate(words.obstacle, { text: wordObstacle(one, words) })),
    ...[...befores].map((record) =>
      fillTemplate(words.before, { type: record.type, content: wordRecord(record, words) }),
    ),
    ...types.flatMap((type) => afterLines(type, words)),
    ...remarks.map((one) => fillTemplate(words.remark, { text: wordRemark(one, words) })),
  ];
}

const afterLines = ({ kind, origin, mirror }: TypePlan, words: AdoptWords): readonly string[] =>
  [origin, mirror].map((record) =>
    fillTemplate(kind === 'keep' ? words.kept : words.after, {
      type: record.type,
      side: record.setIdentifier ?? '',
      weight: record.weight ?? 0,
      content: wordRecord(record, words),
    }),
  );

const wordObstacle = ({ kind, ...values }: Obstacle, words: AdoptWords): string =>
  fillTemplate(words.obstacles[kind], values);

const wordRemark = ({ kind, ...values }: Remark, words: AdoptWords): string =>
  fillTemplate(words.remarks[kind], values);

function closing(
  { zones, outcome, unready, saved, applied, verified }: AdoptionTold,
  { config }: AdoptRunOptions,
  words: AdoptWords,
): readonly string[] {
  const names = zones.flatMap((zone) => zone.names);
  const called = (state: NamePlan['state']) =>
    names
      .filter((name) => name.state === state)
      .map(({ hostname }) => hostname)
      .join(', ');
  switch (outcome) {
    case 'dry-run':
      return [called('ready') === '' ? words.nothing : fillTemplate(words.dry, { config })];
    case 'nothing':
      return [words.nothing];
    case 'blocked':
      return [fillTemplate(words.blocked, { names: called('blocked') })];
    case 'unready':
      return [words.unready.heading, ...unready.map((one) => wordUnready(one, words))];
    case 'applied':
      return [
        fillTemplate(words.saved, { file: saved ?? '' }),
        ...applied.map(({ zoneId, changeId, insync }) =>
          fillTemplate(words.applied, {
            zone: zoneId,
            change: changeId,
            state: words.applyStates[insync ? 'insync' : 'pending'],
          }),
        ),
        ...verified.map(({ kind, hostname, detail }) =>
          fillTemplate(words[kind], { hostname, answers: detail, why: detail }),
        ),
        fillTemplate(words.next, { names: called('ready') }),
        fillTemplate(words.undoIt, { config, file: saved ?? '' }),
      ];
  }
}

function wordUnready(unready: Unready, { unready: words }: AdoptWords): string {
  if (unready.platform === null) return words.always;
  const { platform, hostname, reasons } = unready;
  const why = reasons.map((reason) => words.reasons[reason]).join(', ');
  return fillTemplate(words.line, { platform, hostname, reasons: why });
}
