import type { StatedRights } from '../../../../app/mirror/ports.ts';
import { noteHtml } from '../package/written-page.ts';
import { pageNames } from '../package/page-names.ts';
import type { H5pDesk } from './h5p-desk.ts';
import type { H5pOptions } from './h5p-source.ts';
import { blockAt, listAt, textAt, valueAt } from './json-view.ts';
import { rightsWithin } from './rights-within.ts';
import { isExercise, machineName, renderContent } from './render-content.ts';

/** One page that a content becomes. */
export interface H5pPage {
  readonly name: string;
  readonly title: string;
  readonly depth: number;
  /** HTML under its heading, not clean yet. '' where nothing can be read. */
  readonly body: string;
  /** The strictest of what the contents on it state; undefined where none states anything. */
  readonly rights: StatedRights | undefined;
}

/** A content as its package describes it. */
export interface H5pContent {
  readonly title: string;
  readonly library: string;
  readonly params: unknown;
}

/** One page for a content, or one for a book's cover and one for each of its chapters. */
export function h5pPages(
  content: H5pContent,
  { words, answers = 'folded' }: H5pOptions,
  medium: H5pDesk['medium'],
): readonly H5pPage[] {
  const desk: H5pDesk = {
    words,
    showsAnswers: answers === 'folded',
    medium,
    level: 2,
    depth: 0,
    render: renderContent,
  };
  const namePage = pageNames([]);
  const { title, library, params } = content;
  if (machineName(library) === 'H5P.InteractiveBook') return bookPages(content, desk, namePage);
  const note = isExercise(library) ? noteHtml(words('package.exercise')) : '';
  const body = renderContent({ library, params }, desk);
  const rights = rightsWithin(params);
  return [
    { name: namePage(title, 'h5p'), title, depth: 0, body: body && `${note}\n${body}`, rights },
  ];
}

function bookPages(
  { title, params }: H5pContent,
  desk: H5pDesk,
  namePage: ReturnType<typeof pageNames>,
): readonly H5pPage[] {
  const cover =
    renderContent(valueAt(params, 'bookCover', 'coverMedium'), desk) +
    blockAt(params, 'bookCover', 'coverDescription');
  const chapters = listAt(params, 'chapters').map((chapter, index) => {
    const own = textAt(chapter, 'metadata', 'title') || `${title} ${index + 1}`;
    const name = namePage(own, 'h5p');
    const body = renderContent(chapter, desk);
    return { name, title: own, depth: 1, body, rights: rightsWithin(chapter) };
  });
  if (cover === '') return chapters.map((chapter) => ({ ...chapter, depth: 0 }));
  const rights = rightsWithin(valueAt(params, 'bookCover'));
  return [{ name: namePage(title, 'h5p'), title, depth: 0, body: cover, rights }, ...chapters];
}
