import { dossierKey } from '../adapters/local/dossier/key.ts';
import { dossierWords } from './dossier-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';

/**
 * `preau dossier key`: the public half of the key that signs a home's dossiers, made if it is not
 * there yet. Handed over before a dispute, it shows later who signed.
 *
 * @throws PreauError `file-unreadable` for a file that is no such key
 */
export async function dossierShowKey(file: string, json: boolean, io: CliIo): Promise<void> {
  const { publicPem, sha256 } = await dossierKey(file);
  const output = createOutput(io);
  if (json) return output.json({ publicPem, sha256, file });
  output.line(publicPem.trimEnd());
  output.note(fillTemplate(dossierWords(io.language).keyPrint, { sha256 }));
}
