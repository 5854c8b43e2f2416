import { readUai } from '../../core/school/uai.ts';
import { platformId } from '../../core/units.ts';
import type { Attachment } from './attachment.ts';
import { type Reading, rejectionsOf } from './reading.ts';
import type { Rejection } from './rejection.ts';
import type { AttachmentColumn } from './school-source.ts';

/** As the configuration writes ids: small letters, digits and hyphens, 1 to 64. */
const PLATFORM_ID = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/**
 * Read one row of the table that attaches schools to platforms. A platform that the configuration
 * has not is told, since a slip of the pen in its id would leave a school without any word, unseen;
 * so is a school that is not there. Both are kept for the day when they are.
 *
 * @param isKnown whether a school of that UAI is there
 */
export function readAttachmentRow(
  line: number,
  cells: Readonly<Record<AttachmentColumn, string>>,
  headers: Readonly<Partial<Record<AttachmentColumn, string>>>,
  isKnown: (uai: Attachment['uai']) => boolean,
  { platforms }: Pick<Reading, 'platforms'>,
): { readonly attachment: Attachment | null; readonly rejected: readonly Rejection[] } {
  const { rejected, reject } = rejectionsOf(line, cells.uai.trim(), headers);
  const id = readUai(cells.uai);
  if (id.kind === 'rejected') reject('uai', cells.uai, id.reason);
  const platform = cells.platform.trim().toLowerCase();
  const shaped = PLATFORM_ID.test(platform);
  const known = platforms === undefined || platforms.has(platform);
  if (!shaped) reject('platform', cells.platform, 'platform-shape');
  else if (!known) reject('platform', cells.platform, 'platform-unknown');
  if (id.kind === 'rejected' || !shaped) return { attachment: null, rejected };
  if (!isKnown(id.uai)) reject('uai', cells.uai, 'school-unknown');
  return { attachment: { uai: id.uai, platform: platformId(platform) }, rejected };
}
