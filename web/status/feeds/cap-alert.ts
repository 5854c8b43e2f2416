import type { PublicWords } from '../../../app/views/incident-history.ts';
import type { StatusView } from '../../../app/views/status-view.ts';
import type { Words } from '../../../app/views/words.ts';
import { markDrill } from '../../../app/views/drill-mark.ts';
import { after, type EpochMs, hours } from '../../../core/units.ts';
import { isoTime } from '../../markup/clock.ts';
import type { CapMessage } from './cap-chain.ts';
import { cleanLine } from './clean-text.ts';
import { pageBase, pageHost } from './page-base.ts';
import { writeXml, type XmlElement } from './write-xml.ts';

/** How long an alert holds if nothing more is said. Chosen: a school day and its evening. */
const HOLDS = hours(24);

/** As CAP advises for headlines. */
const HEADLINE_MAX = 160;

/**
 * One message in the Common Alerting Protocol 1.2, for the systems that warn the public.
 *
 * @see https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html
 */
export function capAlert(message: CapMessage, view: StatusView, words: Words): string {
  const { identifier, type, sent, incident, follows } = message;
  const sender = pageHost(view);
  const isPlay = incident.drill || view.rehearsal;
  const references = follows.map((one) => `${sender},${one.identifier},${capTime(one.sent)}`);
  return writeXml({
    alert: {
      '@xmlns': 'urn:oasis:names:tc:emergency:cap:1.2',
      identifier,
      sender,
      sent: capTime(sent),
      status: isPlay ? 'Exercise' : 'Actual',
      msgType: type,
      scope: 'Public',
      ...(isPlay && { note: incident.headline }),
      ...(references.length > 0 && { references: references.join(' ') }),
      incidents: incident.id,
      info: info(message, view, words),
    },
  });
}

/** An hour as CAP has it: without fractions, and UTC as `-00:00`, never as `Z`. */
export const capTime = (at: EpochMs): string => `${isoTime(at).slice(0, 19)}-00:00`;

function info(message: CapMessage, view: StatusView, words: Words): XmlElement {
  const { sent, incident, word, type } = message;
  const isOver = type === 'Cancel' || word?.phase === 'recovery';
  const instruction = incident.lessonsUrl && words('feeds.lessons', { url: incident.lessonsUrl });
  return {
    language: view.language,
    category: 'Infra',
    event: markDrill(words('feeds.outage'), incident.drill),
    responseType: isOver ? 'AllClear' : 'Monitor',
    urgency: isOver ? 'Past' : 'Immediate',
    severity: incident.drill || isOver || word?.sheltered === true ? 'Minor' : 'Moderate',
    certainty: 'Observed',
    expires: capTime(after(sent, HOLDS)),
    senderName: view.organisation,
    headline: cleanLine(word?.subject ?? incident.headline, HEADLINE_MAX),
    description: textOf(word, message, words),
    ...(instruction !== null && !isOver && { instruction }),
    web: `${pageBase(view)}#${incident.platform}`,
    area: { areaDesc: words('feeds.area', { platform: incident.platformName }) },
  };
}

function textOf(word: PublicWords | null, { incident }: CapMessage, words: Words): string {
  if (word !== null) return word.sms;
  const { drill, platformName: platform, reference } = incident;
  const key = drill ? 'feeds.endedDrill' : 'feeds.ended';
  return markDrill(words(key, { platform, reference }), drill);
}
