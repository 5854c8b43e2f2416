import type { NoticeContent } from './notice.ts';
import type { MessageName } from './wording.ts';

/**
 * Which message carries a notice. The cause comes from the content's `cause` and `rung` and from
 * nowhere else (P5): without a rung there is no cause to tell, and until the operator confirms,
 * the words are the unconfirmed ones.
 */
export function chooseMessage(content: NoticeContent): MessageName {
  switch (content.phase) {
    case 'outage':
      return content.cause === 'suspended' ? 'suspended' : fallen(content, 'outage');
    case 'cause':
      return chooseCause(content);
    case 'recovery':
      return content.cause === 'suspended' ? 'reopened' : 'recovery';
    case 'relapse':
    case 'correction':
    case 'drill':
      return content.phase;
  }
}

function chooseCause(content: NoticeContent): MessageName {
  const { cause, rung } = content;
  if (cause === 'suspended') return 'suspended';
  if (content.unchangedSince !== undefined) return 'unchanged';
  if (cause === 'undetermined' || rung === 'inconnue') return fallen(content, 'undetermined');
  return rung === 'confirmée' ? cause : `${cause}-unconfirmed`;
}

function fallen(content: NoticeContent, otherwise: MessageName): MessageName {
  return content.about === 'login' ? 'login' : otherwise;
}

/** True when EXERCICE must begin every word that leaves (P9). */
export const isDrill = (content: NoticeContent): boolean =>
  content.drill || content.phase === 'drill';
