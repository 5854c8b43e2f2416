import { readableSize } from '../app/mirror/readable-size.ts';
import type { DossierManifest } from '../core/dossier/manifest.ts';
import type { Stamping } from './dossier-export.ts';
import { stampLines } from './dossier-stamp-lines.ts';
import { dossierWords } from './dossier-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput, type Output } from './output.ts';
import { printable } from './printable.ts';

interface WrittenDossier {
  readonly file: string;
  readonly sizeBytes: number;
  readonly manifest: DossierManifest;
  readonly stamping: Stamping;
}

/** Say what was written, what is in it, and what to keep elsewhere. */
export function tellDossier(done: WrittenDossier, json: boolean, io: CliIo): void {
  const { file, sizeBytes, manifest, stamping } = done;
  const output = createOutput(io);
  const words = dossierWords(io.language);
  if (stamping.kind === 'failed') {
    const why = printable(stamping.said);
    output.note(output.paint.red(fillTemplate(words.notStamped, { why })));
  }
  if (json) return output.json({ file, key: `${file}.key`, sizeBytes, stamping, manifest });
  const size = readableSize(sizeBytes, io.language);
  output.line(output.paint.green(fillTemplate(words.written, { file, size })));
  tellManifest(manifest, output, io);
  if (stamping.kind === 'stamped')
    for (const line of stampLines(stamping.stamp, io.language)) output.line(line);
  output.line(fillTemplate(words.key, { key: `${file}.key` }));
}

function tellManifest(
  { incident, journal, observations, files, signer }: DossierManifest,
  output: Output,
  io: CliIo,
): void {
  const words = dossierWords(io.language);
  const countOf = (pattern: RegExp): number =>
    files.filter(({ name }) => pattern.test(name)).length;
  output.line(
    fillTemplate(words.counts, {
      lines: journal.last.seq,
      observations: observations.count,
      raw: countOf(/^raw\//),
      notices: countOf(/^notices\/\d+\.txt$/),
    }),
  );
  if (observations.cut) output.line(output.paint.yellow(words.cut));
  if (incident.closedAt === null) output.line(output.paint.yellow(words.open));
  if (signer === null) output.line(output.paint.yellow(words.unsigned));
  else output.line(fillTemplate(words.signed, { sha256: signer.sha256 }));
  output.line(fillTemplate(words.head, { ...journal.last }));
}
