import type { NowView, TaskLine } from '../../app/views/now-view.ts';
import { TASK_GROUPS, type TaskGroup } from '../../app/views/task-group.ts';
import type { Words } from '../../app/views/words.ts';
import { formatDay, formatTime, isoTime } from '../markup/clock.ts';
import { type Html, html } from '../markup/html.ts';
import { incidentAddress } from './pages/addresses.ts';

/** Of each group: what is seen at once, and what is a press away. The rest is counted. Chosen. */
const SEEN_AT_ONCE = 2;
const MOST_FOLDED = 30;

/** Write what people must do, by what it is about: the first of each group, and the rest folded. */
export function renderTasks(view: NowView, words: Words): Html {
  const groups = Map.groupBy(view.tasks, ({ group }) => group);
  return html`${TASK_GROUPS.map((group) => {
    const tasks = groups.get(group) ?? [];
    return tasks.length > 0 && groupOf(group, tasks, view, words);
  })}`;
}

/** The latest first, but for clocks, of which the one that began first ends first. */
function groupOf(group: TaskGroup, tasks: readonly TaskLine[], view: NowView, words: Words): Html {
  const ordered = group === 'clock' ? tasks : tasks.toReversed();
  const folded = ordered.slice(SEEN_AT_ONCE, SEEN_AT_ONCE + MOST_FOLDED);
  const left = ordered.length - SEEN_AT_ONCE - folded.length;
  const more = ordered.length - SEEN_AT_ONCE;
  return html`<div class="task-group" id="tasks-${group}"><h3>${words(`console.taskGroup.${group}`)} <span class="count">${tasks.length}</span></h3>
${group === 'people' && lists(tasks, words)}
<ul class="tasks">${ordered.slice(0, SEEN_AT_ONCE).map((task) => item(task, view))}</ul>
${
  more > 0 &&
  html`<details id="more-tasks-${group}"><summary>${words('console.tasksMore', { count: more })}<span class="unheard"> : ${words(`console.taskGroup.${group}`)}</span></summary><ul class="tasks">${folded.map((task) => item(task, view))}</ul>
${left > 0 && html`<p class="soft small">${words('console.tasksLeft', { count: left })}</p>`}</details>`
}</div>`;
}

/** Whoever was not reached is on one list for each incident, with numbers to dial where they are known. */
function lists(tasks: readonly TaskLine[], words: Words): Html {
  const incidents = Map.groupBy(tasks, ({ incident }) => incident);
  return html`<ul class="plain small">${[...incidents].map(
    ([incident, of]) =>
      incident !== null &&
      html`<li><a href="${incidentAddress(incident)}#not-reached">${words('console.notReached.link', { name: of[0]?.platformName ?? '', count: of.length })}</a></li>`,
  )}</ul>`;
}

function item({ key, title, remedy, at, platformName }: TaskLine, view: NowView): Html {
  return html`<li id="task-${key}"><b>${title}</b>
<span class="soft"><time datetime="${isoTime(at)}">${formatDay(at, view)}, ${formatTime(at, view)}</time>${platformName !== null && html` · ${platformName}`}</span>
<p>${remedy}</p></li>`;
}
