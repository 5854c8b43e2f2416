import { askAuthority } from '../adapters/local/dossier/stamp/ask-authority.ts';
import { verifyBytes } from '../adapters/local/dossier/verify.ts';
import { MANIFEST_FILE } from '../core/dossier/manifest.ts';
import { PreauError } from '../core/errors.ts';
import { readDossierFile } from './dossier-read.ts';
import { stampLines } from './dossier-stamp-lines.ts';
import { dossierWords } from './dossier-words.ts';
import { writeNew } from './dossier-write-new.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';

interface StampOptions {
  readonly file: string;
  readonly tsa: string;
  readonly json: boolean;
}

/**
 * `preau dossier stamp FILE --tsa URL`: have a dossier that is already written time-stamped. Its bytes
 * stay as they are: the answer goes beside it, where `verify` finds it.
 *
 * @throws PreauError `dossier-invalid` for one that is not whole, `stamp-refused` for no stamp,
 *   `argument-invalid` for a stamp that is there already or an address that is refused
 */
export async function dossierStamp({ file, tsa, json }: StampOptions, io: CliIo): Promise<void> {
  const verified = verifyBytes(await readDossierFile(file));
  if (verified.kind === 'changed')
    throw new PreauError(
      'dossier-invalid',
      `expected a dossier that is whole in ${file}, got one that was changed; "preau dossier verify" shows where`,
      { said: { key: 'proof.changed', values: { file } } },
    );
  const manifest = verified.files.get(MANIFEST_FILE) ?? new Uint8Array();
  const { bytes, stamp } = await askAuthority(tsa, manifest);
  const beside = `${file}.tsr`;
  await writeNew(beside, bytes);
  const output = createOutput(io);
  if (json) return output.json({ file: beside, stamp });
  output.line(
    output.paint.green(fillTemplate(dossierWords(io.language).stampWritten, { file: beside })),
  );
  for (const line of stampLines(stamp, io.language)) output.line(line);
}
