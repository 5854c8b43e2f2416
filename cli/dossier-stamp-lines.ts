import type { Stamp } from '../adapters/local/dossier/stamp/read-stamp.ts';
import { dossierWords } from './dossier-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { Language } from './language.ts';
import { printable } from './printable.ts';

/** What people read of one time stamp: when, by whom, and how far that name was checked. */
export function stampLines(stamp: Stamp, language: Language): readonly string[] {
  const words = dossierWords(language);
  const at = new Date(stamp.at).toISOString();
  return [
    fillTemplate(words.stamped, { at, authority: printable(stamp.authority) }),
    `  ${fillTemplate(words.stampedFor, { sha256: stamp.certificateSha256 })}`,
    `  ${stamp.trusted === true ? words.stampTrusted : words.stampUntold}`,
  ];
}
