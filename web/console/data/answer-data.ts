import { peopleTasksCsv } from '../../../app/notices/people-tasks-csv.ts';
import type { Words } from '../../../app/views/words.ts';
import { type Answer, json, plain } from '../../http/answer.ts';
import type { ConsoleSources } from '../pages/console-sources.ts';
import { notReached } from './not-reached.ts';
import { schoolsCsv } from '../schools/schools-csv.ts';
import { readStretch } from './read-stretch.ts';
import { timelineOf } from './timeline-of.ts';

/** Where pages get what is too long, or too fine, for their markup. Below it all is for whoever may read. */
export const DATA_PATH = '/data/';

/**
 * Answer with data of the console: `timeline.json` of a platform's stretch of time, `not-reached.csv`
 * of an incident.
 *
 * @returns 404 for what is not there, and where this home does not have it
 */
export async function answerData(url: URL, sources: ConsoleSources, words: Words): Promise<Answer> {
  switch (url.pathname.slice(DATA_PATH.length)) {
    case 'timeline.json': {
      const stretch = readStretch(url.searchParams);
      if (stretch === null) return plain(400, 'expected platform, from and to');
      const chart = await timelineOf(stretch, sources);
      return chart === null ? NOT_FOUND : json(200, chart);
    }
    case 'schools.csv':
      return schools(url.searchParams.get('q') ?? '', sources);
    case 'not-reached.csv':
      return csv(url.searchParams.get('incident') ?? '', sources, words);
    default:
      return NOT_FOUND;
  }
}

const NOT_FOUND = plain(404, 'not found');

async function schools(query: string, { schools: desk }: ConsoleSources): Promise<Answer> {
  if (desk === undefined) return NOT_FOUND;
  return {
    status: 200,
    type: 'text/csv; charset=utf-8',
    body: await schoolsCsv(desk, query),
    headers: { 'content-disposition': 'attachment; filename="etablissements.csv"' },
  };
}

async function csv(incident: string, sources: ConsoleSources, words: Words): Promise<Answer> {
  const list = await notReached(incident, sources);
  if (list === null) return NOT_FOUND;
  const name = `${words('console.notReached.file')}-${list.reference}.csv`.replaceAll(
    /[^\w.-]/g,
    '',
  );
  return {
    status: 200,
    type: 'text/csv; charset=utf-8',
    body: peopleTasksCsv(list.tasks),
    headers: { 'content-disposition': `attachment; filename="${name}"` },
  };
}
