import { directoryPath } from '../adapters/local/directory.ts';
import { openDirectoryLookup } from '../adapters/local/directory-lookup.ts';
import { type PeopleTask, peopleTasks } from '../app/notices/people-tasks.ts';
import { PreauError } from '../core/errors.ts';
import type { Incident, State } from '../core/incident/state.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { type NoticeWords, noticeWords } from './notice-words.ts';
import { peopleTasksCsv } from '../app/notices/people-tasks-csv.ts';
import type { OperatedHome } from './operated-home.ts';
import { createOutput } from './output.ts';
import { printable } from './printable.ts';

/** How the list is written. */
export type TasksForm = 'text' | 'csv' | 'json';

/**
 * `preau notice tasks [incident or notice]`: whom to telephone, one line a school, with its number
 * where a directory is at hand.
 *
 * @param dataFolder whose directory has the numbers; null = none here, as on AWS, where they never go
 * @throws PreauError `not-found` for what the journal does not know, and as `replay` and `record`
 */
export async function showTasks(
  home: OperatedHome,
  asked: string | undefined,
  dataFolder: string | null,
  form: TasksForm,
  io: CliIo,
): Promise<void> {
  const { state } = await home.replay();
  const record = await home.record();
  const directory = dataFolder === null ? null : openDirectoryLookup(directoryPath(dataFolder));
  try {
    const known = (recipient: string) => directory?.find(recipient) ?? null;
    const lists = noticesAsked(state, asked).map((notices) =>
      peopleTasks(record.deliveries, notices, known),
    );
    const tasks = (await Promise.all(lists)).flat();
    const output = createOutput(io);
    if (form === 'json') return output.json({ tasks });
    if (form === 'csv') return void io.stdout.write(peopleTasksCsv(tasks));
    const words = noticeWords(io.language);
    for (const line of linesOf(tasks, words, io)) output.line(line);
    if (directory === null && tasks.length > 0) output.note(words.noNumbers);
  } finally {
    directory?.close();
    record.close();
  }
}

function linesOf(tasks: readonly PeopleTask[], words: NoticeWords, io: CliIo): readonly string[] {
  const { paint } = createOutput(io);
  if (tasks.length === 0) return [words.noTasks];
  return tasks.flatMap((task) => {
    const { recipient, name, commune, phones, why, detail } = task;
    const place = [name, commune].filter((part) => part !== '').join(', ');
    const reason = fillTemplate(words[`why-${why}`], { detail });
    return [
      `${paint.bold(printable(recipient).padEnd(9))} ${printable(place) || words.nameless}`,
      `          ${printable(phones.join('  ')) || words.noPhone}  ${paint.dim(printable(reason))}`,
    ];
  });
}

/**
 * The notices of each incident that was asked for: by a notice's id, an incident's, or its short
 * reference; without any, of all incidents that are open.
 */
function noticesAsked(state: State, asked: string | undefined): readonly (readonly string[])[] {
  const incidents = Object.values(state.incidents);
  if (asked === undefined)
    return incidents.filter(({ closedAt }) => closedAt === null).map(({ notices }) => notices);
  if (state.notices[asked] !== undefined) return [fromNotice(incidents, asked)];
  const found = incidents.find(({ id, reference }) => id === asked || reference === asked);
  if (found !== undefined) return [found.notices];
  throw new PreauError(
    'not-found',
    `expected an incident or a notice of the journal, got "${asked}"; there are: ${incidents.map(({ id }) => id).join(', ') || 'none'}`,
    {
      said: {
        key: 'home.incidentOrNotice',
        values: { asked, known: incidents.map(({ id }) => id).join(', ') || '–' },
      },
    },
  );
}

/** A notice and those that followed it: an answer to any of them counts. */
function fromNotice(incidents: readonly Incident[], notice: string): readonly string[] {
  const { notices = [notice] } = incidents.find((one) => one.notices.includes(notice)) ?? {};
  return notices.slice(notices.indexOf(notice));
}
