import type { UndoObstacle } from '../app/adopt/undo-obstacles.ts';
import type { AdoptUndoOptions, NameToUndo, UndoTold } from './adopt-undo.ts';
import { wordRecord } from './adopt-word-record.ts';
import { type AdoptWords, adoptWords } from './adopt-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';

/** Say how the names go back, or what is in the way. */
export function tellUndo(told: UndoTold, options: AdoptUndoOptions, io: CliIo): void {
  const output = createOutput(io);
  if (options.json) {
    output.json(told);
    return;
  }
  const words = adoptWords(io.language);
  for (const { zoneId, names } of told.zones) {
    output.line(fillTemplate(words.zone, { zone: zoneId }));
    for (const name of names)
      for (const line of linesOf(name, options.force, words)) output.line(line);
  }
  output.line();
  for (const line of closing(told, options, words)) output.line(line);
}

function linesOf(
  { platform, hostname, undo, obstacles }: NameToUndo,
  force: boolean,
  words: AdoptWords,
): readonly string[] {
  const state = words.undo.states[undo.kind];
  const heading = fillTemplate(words.undo.name, { hostname, platform, state });
  switch (undo.kind) {
    case 'undone':
      return [heading];
    case 'changed':
      return [
        heading,
        ...undo.differences.map(({ field, ...rest }) =>
          fillTemplate(words.undo.difference, { ...rest, field: words.undo.fields[field] }),
        ),
        words.undo.remedy,
      ];
    case 'ready':
      return [
        heading,
        ...undo.edits.map(({ action, record }) =>
          fillTemplate(action === 'DELETE' ? words.undo.goes : words.undo.comes, {
            type: `${record.type} ${record.setIdentifier ?? ''}`.trimEnd(),
            content: wordRecord(record, words),
          }),
        ),
        ...obstacles.map((one) =>
          fillTemplate(force ? words.undo.forced : words.undo.obstacle, {
            text: wordObstacle(one, words),
          }),
        ),
      ];
  }
}

const wordObstacle = ({ kind, ...values }: UndoObstacle, words: AdoptWords): string =>
  fillTemplate(words.undo.obstacles[kind], values);

function closing(
  { zones, outcome, applied, verified }: UndoTold,
  { config, file, force }: AdoptUndoOptions,
  words: AdoptWords,
): readonly string[] {
  const names = zones.flatMap((zone) => zone.names);
  const ready = names.filter(({ undo }) => undo.kind === 'ready');
  const isChanged = names.some(({ undo }) => undo.kind === 'changed');
  const isRefused = !force && !isChanged && ready.some(({ obstacles }) => obstacles.length > 0);
  const overrule = isRefused ? [words.undo.overrule] : [];
  switch (outcome) {
    case 'blocked':
      return [words.undo.blocked, ...overrule];
    case 'nothing':
      return [words.nothing];
    case 'dry-run':
      if (isChanged || isRefused) return [words.undo.blocked, ...overrule];
      if (ready.length === 0) return [words.nothing];
      return [fillTemplate(words.undo.dry, { config, file, force: force ? ' --force' : '' })];
    case 'applied':
      return [
        ...applied.map(({ zoneId: zone, changeId: change, insync }) => {
          const state = words.applyStates[insync ? 'insync' : 'pending'];
          return fillTemplate(words.applied, { zone, change, state });
        }),
        ...verified.map(({ kind, hostname, detail }) => {
          const text = kind === 'unasked' ? words.unasked : words.undo[kind];
          return fillTemplate(text, { hostname, answers: detail, why: detail });
        }),
        fillTemplate(words.undo.next, {
          names: ready.map(({ hostname }) => hostname).join(', '),
        }),
      ];
  }
}
