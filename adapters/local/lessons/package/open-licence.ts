/** Licences by which everybody may pass a work on unchanged, for no profit; in folded letters. */
const OPEN =
  /creative ?commons|\bcc[ -]?(?:by|0|zero|pdm?)\b|\bcc[ -](?:attribution|share)|\bby(?:-(?:nc|nd|sa)){1,2}\b|\bby \d\.\d\b|\battribution[- ](?:sharealike|noncommercial|noderiv|partage)|public domain|domaine public|licence ouverte|open licen[cs]e|\betalab\b|\bgfdl\b|free documentation|\b[al]?gpl(?:v?\d)?\b|\bcecill(?:-[abc])?\b|\bmit licen[cs]e\b|\blicence mit\b|\bbsd\b|\bapache licen[cs]e|\bapache[- ]2|\bmozilla public\b|\bodbl\b|\bogl\b|open government|\bart ?libre\b|free art/;

/** What a page shows beside its text. */
const PARTS =
  'photos?|photographies?|images?|illustrations?|dessins?|schemas?|figures?|icones?|pictograms?|pictogrammes?|pictures?|icons?|drawings?|polices?|fonts?|sons?|videos?|musiques?';

/** A part and its licence: `photo : CC BY`. Not in "texte et images", which is all of it. */
const OF_A_PART = new RegExp(
  `(?<!\\b(?:et|and|&|,) (?:les |the |des )?)\\b(?:${PARTS})\\b[^.;,]{0,40}(?:${OPEN.source})[^.;,)]{0,40}`,
  'g',
);

const HAS_AN_OWNER = /©|\(c\)|\bcopyright\b/;

/**
 * Whether a sentence names a licence that lets everybody pass the work on. Beside somebody's ©, one
 * that is given for its pictures alone is none.
 *
 * @param text without accents and capitals
 */
export const openLicence = (text: string): boolean =>
  OPEN.test(HAS_AN_OWNER.test(text) ? text.replaceAll(OF_A_PART, ' ') : text);
