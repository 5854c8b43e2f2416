import type { StatedRights } from '../../../../app/mirror/ports.ts';

/** A line that says so is believed even beside an open licence's name: the stricter wins. */
const RESERVED =
  /all rights reserved|tous droits r[ée]serv[ée]s|\bprivate\b|\(copyrighted\)|\bnot\b.{0,20}public domain/i;

/** Licences by which everybody may pass a work on unchanged, for no profit. */
const OPEN =
  /creative ?commons|creativecommons\.org|\bCC[ -]?(?:BY|0|zero)\b|\bCC[ -](?:attribution|share)|public domain|domaine public|\bCC PDM\b|licence ouverte|open licen[cs]e|etalab|\bGFDL\b|free documentation|\bGNU GPL\b|\bGPL(?:v?\d)?\b|\bMIT licen[cs]e\b|\bOGL\b|open government|\bart ?libre\b|free art/i;

const MAX_SAID = 300;

/**
 * Judge a package's own sentence about who may show it.
 *
 * Non-commercial and no-derivatives licences are open here: a backup copy of a school's lessons is
 * neither sold nor rewritten. What nobody here knows waits for the owner's decision, like what is
 * reserved; a sentence that is missing states nothing.
 */
export function statedRights(sentence: string): StatedRights | undefined {
  const said = sentence.replace(/\s+/g, ' ').trim().slice(0, MAX_SAID);
  if (said === '') return undefined;
  const isOpen = OPEN.test(said) && !RESERVED.test(said);
  return { kind: isOpen ? 'open' : 'reserved', said };
}
