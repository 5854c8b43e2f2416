import type { IncidentLine } from '../../../app/views/incident-line.ts';
import type { NowView } from '../../../app/views/now-view.ts';
import type { Words } from '../../../app/views/words.ts';
import { between } from '../../../core/units.ts';
import { formatDay, formatTime, isoTime } from '../../markup/clock.ts';
import { formatSpan } from '../../markup/format-span.ts';
import { type Html, html } from '../../markup/html.ts';
import { keptMarkup } from '../../markup/kept-markup.ts';
import { clockOf, type PageClock } from '../clock-of.ts';
import { renderGrid } from '../render-grid.ts';
import { renderWide } from '../render-wide.ts';
import { incidentAddress } from '../pages/addresses.ts';

const HEADS = ['fell', 'platform', 'state', 'lasted', 'cause', 'told'] as const;

/** Write incidents one a row, the latest first: what fell, for how long, why, and what schools were told. */
export const renderIncidentList = (
  incidents: readonly IncidentLine[],
  view: NowView,
  words: Words,
): Html =>
  list(
    words,
    incidents.map((incident) => rowOf(incident, view, words)),
    clockOf(view),
  );

/** All that a row shows, worded but for its times. */
interface Row
  extends Pick<IncidentLine, 'id' | 'fellAt' | 'platformName' | 'reference' | 'open' | 'drill'> {
  readonly lasted: string;
  readonly cause: string;
  readonly told: string;
}

function rowOf(incident: IncidentLine, view: Pick<NowView, 'at'>, words: Words): Row {
  const { id, fellAt, platformName, reference, open, drill } = incident;
  return {
    id,
    fellAt,
    platformName,
    reference,
    open,
    drill,
    lasted: lasted(incident, view),
    cause: causeOf(incident, words),
    told: told(incident),
  };
}

const list = keptMarkup(writeList);

function writeList(words: Words, rows: readonly Row[], clock: PageClock): Html {
  return renderWide(
    words('console.pages.incidents'),
    renderGrid(
      HEADS.map((head) => words(`console.incidentList.${head}`)),
      rows.map((row) => cells(row, clock, words)),
      HEADS.indexOf('platform'),
    ),
  );
}

function cells(row: Row, clock: PageClock, words: Words): readonly (Html | string)[] {
  const { id, fellAt, platformName, reference, open, drill } = row;
  return [
    html`<time datetime="${isoTime(fellAt)}">${formatDay(fellAt, clock)}, ${formatTime(fellAt, clock)}</time>`,
    html`<a href="${incidentAddress(id)}">${platformName}, ${words('console.incident.reference', { reference })}</a>${drill && html` <span class="tag drill-tag">${words('console.platform.drill')}</span>`}`,
    words(open ? 'console.incident.open' : 'console.incident.closed'),
    row.lasted,
    row.cause,
    row.told,
  ];
}

/** From the first bad round to the origin's recovery; to now while it is down. */
const lasted = (
  { fellAt, recoveredAt, closedAt }: IncidentLine,
  { at }: Pick<NowView, 'at'>,
): string => formatSpan(between(fellAt, recoveredAt ?? closedAt ?? at));

/** What stands: what people recorded afterwards, else what the verdict lets be said. */
export function causeOf({ recorded, verdict }: IncidentLine, words: Words): string {
  const known = recorded.find(({ stands }) => stands);
  if (known !== undefined) return known.text;
  if (verdict === null) return words('console.incident.noVerdict');
  return verdict.cause === 'undetermined'
    ? words('console.incident.undetermined')
    : words('console.incident.verdict', { cause: verdict.causeWord, rung: verdict.rungWord });
}

/** The words of its notices, by their phase. */
const told = ({ steps }: IncidentLine): string =>
  steps
    .flatMap(({ kind, phaseWord }) => (kind === 'notice' && phaseWord ? [phaseWord] : []))
    .join(', ') || '–';
