import type { Platform } from '../platform.ts';
import type { NoticeContent } from './notice.ts';

/** What every notice of a platform says of it, whatever has happened. */
export const platformSaid = (
  platform: Platform,
  statusUrl: string,
): Pick<
  NoticeContent,
  'platform' | 'platformName' | 'smsName' | 'timeZone' | 'mirrorUrl' | 'statusUrl'
> => ({
  platform: platform.id,
  platformName: platform.name,
  smsName: platform.smsName,
  ...(platform.timeZone !== undefined && { timeZone: platform.timeZone }),
  mirrorUrl: `https://${platform.mirror?.ownName ?? platform.hostname}`,
  statusUrl,
});
