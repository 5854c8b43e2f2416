import type { AdoptUndoOptions, UndoTold } from './adopt-undo.ts';
import { adoptWords } from './adopt-words.ts';
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
  const names = told.zones.flatMap((zone) => zone.names);
  for (const { zoneId, names: list } of told.zones) {
    output.line(fillTemplate(words.zone, { zone: zoneId }));
    for (const { platform, hostname, undo } of list) {
      const missing = undo.kind === 'changed' ? undo.missing : '';
      const state = fillTemplate(words.undo.states[undo.kind], { missing });
      output.line(fillTemplate(words.undo.name, { hostname, platform, state }));
    }
  }
  output.line();
  const { config, file } = options;
  const ready = names.filter(({ undo }) => undo.kind === 'ready').map(({ hostname }) => hostname);
  if (told.outcome === 'blocked') output.line(words.undo.blocked);
  else if (ready.length === 0) output.line(words.nothing);
  else if (told.outcome === 'dry-run') output.line(fillTemplate(words.undo.dry, { config, file }));
  for (const { zoneId: zone, changeId: change, insync } of told.applied) {
    const state = words.applyStates[insync ? 'insync' : 'pending'];
    output.line(fillTemplate(words.applied, { zone, change, state }));
  }
  if (told.outcome === 'applied')
    output.line(fillTemplate(words.undo.next, { names: ready.join(', ') }));
}
