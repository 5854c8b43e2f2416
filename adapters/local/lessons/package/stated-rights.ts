import type { StatedRights } from '../../../../app/mirror/ports.ts';
import { openLicence } from './open-licence.ts';

/**
 * What says that a work may not be passed on. It is believed even beside an open licence's name: the
 * stricter wins. In folded letters; every gap is bounded, so that no text makes them slow.
 */
const RESERVED: readonly RegExp[] = [
  /\b(?:droits?|rights?)\b[^.;]{0,60}\breserv/,
  /\breserv(?:e|es|ee|ees) (?:a|au|aux)\b/,
  /\bprivate\b|\bpriv(?:e|es|ee|ees)\b|\bconfiden[tc]i|\bproprietary\b/,
  /\(copyrighted\)/,
  /\binterdi(?:t|ction)|\bprohibited\b|\bforbidden\b|\bunauthori[sz]ed\b/,
  /\bne (?:pas|peut|peuvent|doit|doivent|saurait)\b[^.;]{0,40}\b(?:diffus|reprodui|copi|partag|distribu|publi|photocopi|redistribu|transmet|utilis)/,
  /\b(?:do|must|may|can|shall|should) ?not\b[^.;]{0,40}\b(?:distribut|redistribut|cop(?:y|ied)|shar|reproduc|publish|use)/,
  /\bnot (?:to be|for)\b[^.;]{0,20}\b(?:distribut|redistribut|cop(?:y|ied)|shar|reproduc|publi)/,
  /\b(?:usage|utilisation|diffusion|circulation) (?:strictement |purement |exclusivement )?(?:intern|personnel|restrein|limite)/,
  /\binternal use\b|\bpersonal use only\b/,
  /\b(?:sans|sauf|sous reserve d.)[^.;]{0,30}\bautorisation|\bsoumis[^.;]{0,20}autorisation/,
  /\bwithout[^.;]{0,40}\bpermission\b|\bpermission (?:is )?(?:required|needed)\b/,
  // What is denied to be free, in either language.
  /\bnot\b[^.;]{0,60}\b(?:licen[cs]|public domain|creative commons|cc\b|open\b|free\b)/,
  /\bpas\b[^.;]{0,60}\b(?:licence|domaine public|creative commons|cc\b|libre)/,
  /\b(?:non|un)[- ]?(?:libre|free|licen[cs]ed)\b/,
  /\b(?:sans|aucune|no|without(?: a| any)?|hors) (?:open |free |known )?(?:licen[cs]e|creative commons|cc\b)/,
  /\b(?:jamais|never|neither|ni)\b[^.;]{0,60}\b(?:licen[cs]|domaine public|public domain|creative commons|cc\b|libre)/,
];

/**
 * Sentences that go with open licences and say no more than they do: what is sold and what is changed
 * is not what a copy is for.
 */
const HARMLESS: readonly RegExp[] = [
  /\b(?:some|no|certains|aucun) (?:rights?|droits?) (?:are |sont |n'est )?reserv[a-z]*/g,
  /\b(?:pas|sans) (?:d'|de )(?:utilisations?|usages?|exploitations?) commerciale?s?/g,
  /\b(?:pas|sans) (?:d'|de )(?:modifications?|oeuvres? derivees?|adaptations?)/g,
  /\b(?:utilisations?|usages?|reproductions?|diffusions?|exploitations?) (?:a des fins |a but )?commerciale?s? (?:est |sont )?interdite?s?/g,
  /\b(?:ventes?|modifications?) (?:est |sont )?interdite?s?/g,
  /\b(?:commercial (?:use|reuse)|derivatives?|modifications?) (?:is |are )?(?:prohibited|forbidden|not (?:permitted|allowed))/g,
  /\bnot (?:be )?(?:used? )?[^.;,]{0,30}\b(?:for|to) commercial[a-z]*(?: (?:use|purposes?))?/g,
  /\bsauf (?:mention|indication)s? contraires?/g,
];

/** A text that nobody would call a line on rights is not searched to its end. Chosen. */
const MAX_JUDGED = 20_000;

/** Of what is shown to whoever decides. */
const MAX_SAID = 300;

/**
 * Judge a package's own sentence about who may show it, all of it.
 *
 * Non-commercial and no-derivatives licences are open here: a backup copy of a school's lessons is
 * neither sold nor rewritten. What nobody here knows waits for the owner's decision, like what is
 * reserved; a sentence that is missing states nothing.
 */
export function statedRights(sentence: string): StatedRights | undefined {
  const line = sentence
    .slice(0, 2 * MAX_JUDGED)
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return undefined;
  const isOpen = line.length <= MAX_JUDGED && sentence.length <= 2 * MAX_JUDGED && isGiven(line);
  return { kind: isOpen ? 'open' : 'reserved', said: line.slice(0, MAX_SAID) };
}

function isGiven(line: string): boolean {
  const text = HARMLESS.reduce((left, one) => left.replaceAll(one, ' '), folded(line));
  return openLicence(text) && !RESERVED.some((one) => one.test(text));
}

/** Without accents and capitals, with one kind of apostrophe and of hyphen. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll('\u2019', "'")
    .replaceAll(/œ/gi, 'oe')
    .toLowerCase();

/** The strictest of what several places state of one lesson; nothing where none states anything. */
export function strictest(stated: readonly (StatedRights | undefined)[]): StatedRights | undefined {
  const said = stated.filter((one) => one !== undefined);
  return said.find(({ kind }) => kind === 'reserved') ?? said[0];
}
