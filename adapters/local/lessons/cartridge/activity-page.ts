import type { MirrorWords } from '../../../../app/mirror/ports.ts';
import { linkTo, noteHtml, paragraphs } from '../package/written-page.ts';
import {
  attributeOf,
  descendantsOf,
  elementAt,
  plainText,
  textAt,
  type XmlElement,
} from '../xml-tree.ts';
import type { ResourceKind } from './resource-kind.ts';
import { webAddress } from './web-address.ts';

/** What cannot work in a copy, and gets a page that says so. */
export type ActivityKind = Extract<
  ResourceKind,
  'link' | 'discussion' | 'quiz' | 'tool' | 'assignment'
>;

export interface Activity {
  readonly kind: ActivityKind;
  /** Its description in the cartridge. */
  readonly root: XmlElement;
  /** Canvas's own description beside it, if there is one. */
  readonly meta: XmlElement | null;
}

/** What an activity calls itself. @returns '' where it does not */
export function activityTitle({ kind, root }: Activity): string {
  const assessment = elementAt(root, 'assessment');
  if (kind === 'quiz') return assessment === null ? '' : (attributeOf(assessment, 'title') ?? '');
  return textAt(root, 'title');
}

/**
 * The page in an activity's place: what it was, its introduction, and what to do instead.
 *
 * Of a discussion only the question, of an assignment only what pupils were asked (never
 * `instructor_text`), of a quiz its introduction: replies and answers are not read.
 */
export function activityBody(activity: Activity, title: string, words: MirrorWords): string {
  const { kind, root } = activity;
  switch (kind) {
    case 'link':
      return linkBody(attributeOf(elementAt(root, 'url') ?? root, 'href') ?? '', title, words);
    case 'discussion':
      return around(kind, textHtml(elementAt(root, 'text')) + attachments(root, words), words);
    case 'assignment':
      return around(kind, textHtml(elementAt(root, 'text')) + attachments(root, words), words);
    case 'tool':
      return around(kind, paragraphs(textAt(root, 'description')), words);
    case 'quiz':
      return around(kind, quizIntroduction(activity, words), words);
  }
}

function around(
  kind: Exclude<ActivityKind, 'link'>,
  introduction: string,
  words: MirrorWords,
): string {
  const what = noteHtml(words(`package.${kind}`));
  return `${what}\n${introduction}\n${noteHtml(words(`package.${kind}ToDo`))}`;
}

function linkBody(raw: string, title: string, words: MirrorWords): string {
  const address = webAddress(raw);
  if (address.kind === 'incomplete') {
    return noteHtml(words('package.brokenAddress', { address: address.said.slice(0, 300) }));
  }
  return `${noteHtml(words('package.link'))}\n<p>${linkTo(address.href, title)}</p>`;
}

/** Escaped HTML in XML, or plain text: as the element says. */
function textHtml(text: XmlElement | null): string {
  if (text === null) return '';
  const isHtml = attributeOf(text, 'texttype')?.toLowerCase() === 'text/html';
  return isHtml ? text.text : paragraphs(text.text);
}

function attachments(root: XmlElement, words: MirrorWords): string {
  const hrefs = descendantsOf(root, 'attachment').flatMap(
    (file) => attributeOf(file, 'href') ?? [],
  );
  if (hrefs.length === 0) return '';
  const items = hrefs.map((href) => `<li>${linkTo(href, fileLabel(href))}</li>`).join('\n');
  return `\n<h2>${words('package.attachments')}</h2>\n<ul>\n${items}\n</ul>`;
}

function fileLabel(href: string): string {
  const name = href.replace(/[?#][^]*$/, '').replace(/^.*\//, '');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function quizIntroduction({ root, meta }: Activity, words: MirrorWords): string {
  const canvas = meta === null ? null : elementAt(meta, 'description');
  const standard = elementAt(root, 'assessment', 'presentation_material');
  const introduction = canvas?.text ?? (standard === null ? '' : paragraphs(plainText(standard)));
  const count = descendantsOf(root, 'item').length;
  const counted = count === 0 ? '' : `\n<p>${words('package.quizCount', { count })}</p>`;
  return introduction + counted;
}
