import { pick, seededRandom } from '../../../home/stage/seeded-random.ts';
import { chapterOf, formOf, type LinkForm, linkAddress, neighbours } from './addresses.ts';

/** Chance repeats: the same site each time. */
export const SITE_SEED = 20_210_406;

const WORDS =
  'élève leçon théorème nombre fraction équation cercle triangle Révolution siècle énergie cellule ville verbe sujet conjugaison lecture auteur poème fleuve climat force vitesse atome molécule vecteur fonction dérivée suite probabilité document consigne exercice correction exemple définition propriété démonstration'.split(
    ' ',
  );

/** Parts of a lesson, and words of a part: about 15 kB of HTML. */
const [PARTS, PART_WORDS] = [14, 120];

/** A third of all lessons has a form, a fifth a copy of the logo, a tenth a document; one in 200 a dead link. */
export const hasForm = (lesson: number): boolean => lesson % 3 === 0;
export const hasCopy = (lesson: number): boolean => lesson % 5 === 0;
export const hasDocument = (lesson: number): boolean => lesson % 10 === 0;
const hasDeadLink = (lesson: number): boolean => lesson % 200 === 0;

/** Folders of pictures, as a platform spreads them. */
export const pictureAddress = (lesson: number, width: 640 | 320): string =>
  `/media/${lesson % 97}/fig-${lesson}${width === 640 ? '' : '-320'}.jpg`;
export const copyAddress = (lesson: number): string => `/media/dup/${lesson}.png`;
export const documentAddress = (lesson: number): string => `/media/fiches/fiche%20${lesson}.pdf`;

/** Words in a row, the same for the same label. */
export function someWords(count: number, label: string): string {
  const random = seededRandom(SITE_SEED, label);
  return Array.from({ length: count }, () => pick(random, WORDS) ?? '').join(' ');
}

/** What of a lesson depends on when it is asked. */
export interface LessonEdition {
  readonly lessons: number;
  readonly origin: string;
  /** 1 at first; more for a lesson that was written over. */
  readonly revision: number;
}

/**
 * A lesson as a learning platform serves it, with what makes mirrors stumble: links in six forms, a
 * tracker, a form, `srcset`, `data-src`, a drawing by reference, an address in a style, links to log
 * out and into a calendar without end.
 *
 * Texts say where their links lead, so that a checker needs no mark that a mirror may take out.
 */
export function lessonPage(lesson: number, edition: LessonEdition): string {
  const { origin, lessons } = edition;
  const { before, after } = neighbours(lesson, lessons);
  const chapter = chapterOf(lesson);
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Leçon ${lesson}</title>
<link rel="stylesheet" href="/static/theme.css"><link rel="canonical" href="${origin}${escaped(linkAddress(lesson, 'plain', origin))}"><script src="/static/app.js" defer></script>
<script async src="https://stats.example.net/t.js?id=${lesson}"></script></head><body><header><img src="${origin}/static/logo.png" alt="ENT"></header>
<nav><a href="/">Accueil du site</a> ${link(before, formOf(lesson), 'Précédent :', origin)} ${link(after, formOf(lesson + 1), 'Suivant :', origin)} <a href="/cours/ch-${chapter}/">Chapitre ${chapter}</a> <a href="/calendar/view.php?time=${lesson}">Agenda</a> <a href="/login/logout.php?sesskey=x">Déconnexion</a></nav>
<main class="hero" style="background:url('/static/bg2.jpg')"><h1>Leçon ${lesson}</h1>${copyOf(lesson)}
<picture><source srcset="${pictureAddress(lesson, 320)} 320w, ${pictureAddress(lesson, 640)} 640w" sizes="100vw"><img src="${pictureAddress(lesson, 640)}" alt="figure ${lesson}"></picture>
<svg><use href="/static/sprite.svg#i"/></svg><img data-src="${pictureAddress(lesson, 320)}" class="lazyload" alt="">
${textOf(lesson, edition)}
${documentOf(lesson)}${deadOf(lesson)}${formIn(lesson)}${seeAlso(lesson, edition)}</main></body></html>`;
}

const escaped = (address: string): string => address.replaceAll('&', '&amp;');

/** An `a` whose text names the lesson that it leads to. */
export const link = (lesson: number, form: LinkForm, before: string, origin: string): string =>
  `<a href="${escaped(linkAddress(lesson, form, origin))}">${before} leçon ${lesson}</a>`;

const copyOf = (lesson: number): string =>
  hasCopy(lesson) ? `<img src="${copyAddress(lesson)}" alt="cachet ${lesson}">` : '';

const documentOf = (lesson: number): string =>
  hasDocument(lesson)
    ? `<p><a href="${documentAddress(lesson)}">Fiche ${lesson} à imprimer (PDF)</a></p>`
    : '';

const deadOf = (lesson: number): string =>
  hasDeadLink(lesson) ? `<a href="/cours/supprime-${lesson}.html">page supprimée</a>` : '';

const formIn = (lesson: number): string =>
  hasForm(lesson)
    ? '<form action="/login/index.php" method="post"><input name="username"><input type="password" name="password"></form>'
    : '';

function textOf(lesson: number, { revision }: LessonEdition): string {
  const parts = Array.from({ length: PARTS }, (_, index) => {
    const anchor = index === 7 ? ' id="exercice"' : '';
    return `<h2${anchor}>Partie ${index + 1}</h2><p>${someWords(PART_WORDS, `${lesson}/${index}`)}</p>`;
  });
  const changed = revision > 1 ? `<p>Révision ${revision} de cette page.</p>` : '';
  return changed + parts.join('\n');
}

/** Two lessons that chance chose, the second with a visitor's session in its address. */
function seeAlso(lesson: number, { lessons, origin }: LessonEdition): string {
  const { plain, session } = seenAlso(lesson, lessons);
  return `<p>Voir ${link(plain, 'plain', 'la', origin)} et ${link(session, 'session', 'la', origin)}</p>`;
}

export function seenAlso(
  lesson: number,
  lessons: number,
): { readonly plain: number; readonly session: number } {
  const random = seededRandom(SITE_SEED, `see ${lesson}`);
  const any = (): number => 1 + Math.floor(random.next() * lessons);
  return { plain: any(), session: any() };
}
