import type { NamePlan } from '../app/adopt/plan-name.ts';
import type { Unready } from '../app/adopt/unready-checks.ts';
import { planLines } from './adopt-plan-lines.ts';
import type { AdoptionTold, AdoptRunOptions } from './adopt-run.ts';
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
    for (const plan of names) for (const line of planLines(plan, words)) output.line(line);
  }
  output.line();
  for (const line of closing(told, options, words)) output.line(line);
}

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
