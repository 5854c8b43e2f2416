import type { SchoolDesk } from '../../../app/schools/school-desk.ts';
import { PreauError } from '../../../core/errors.ts';
import { type Html, html } from '../../markup/html.ts';
import { renderSchool } from '../schools/render-school.ts';
import { renderSchoolList } from '../schools/render-school-list.ts';
import type { ConsolePage, PageAsk } from './console-page.ts';

/** *Schools*: a search in the directory, and one school each at `/schools/<UAI>/`. */
export const schoolsPage: ConsolePage = {
  name: 'schools',
  path: '/schools/',
  render: async (asked) => {
    const desk = asked.sources.schools;
    if (desk === undefined) return absent(asked, 'absent');
    try {
      return await (asked.below.length === 0 ? renderSchoolList(desk, asked) : one(desk, asked));
    } catch (error) {
      if (!(error instanceof PreauError)) throw error;
      if (error.code === 'directory-unreadable') return absent(asked, 'unpublished');
      if (!error.retryable) throw error;
      return absent(asked, 'later');
    }
  },
};

const absent = ({ words }: PageAsk, why: 'absent' | 'later' | 'unpublished'): Html =>
  html`<div class="in"><h1>${words('console.pages.schools')}</h1><p class="soft">${words(`console.schools.${why}`)}</p></div>`;

/** Notices of which a school's page tells, the latest. Chosen: an incident has five or six. */
const NOTICES_MAX = 40;

async function one(desk: SchoolDesk, asked: PageAsk): Promise<Html | null> {
  const [uai = '', ...more] = asked.below;
  const { gone, coming } = asked.view;
  const notices = [...gone, ...coming]
    .toSorted((first, second) => first.sendAt - second.sendAt)
    .slice(-NOTICES_MAX);
  const ids = notices.map(({ id }) => id);
  const sheet = more.length > 0 ? null : await desk.sheet(uai.toUpperCase(), ids);
  return sheet && renderSchool(sheet, notices, asked);
}
