import type { ReceiptKind } from '../../../core/notice/receipt.ts';

/** What one delivery report says of one recipient. */
export interface StatusWord {
  readonly kind: ReceiptKind;
  readonly detail: string;
}

/** Recipients of one report that are read. A notice's mail has one; the bound is chosen. */
const GROUPS_MOST = 20;
/** A report's own part is some hundred bytes. */
const PART_MOST = 16_384;

/**
 * Read the `message/delivery-status` part of a report.
 *
 * - `failed` with status 5: bounced, for good. With status 4: it was tried until its time was over.
 * - `delayed`: it is still being tried. `relayed`, `expanded`: nobody knows more. All say nothing.
 * - `delivered`: it arrived. A delivery has one recipient; of several words the worst counts.
 *
 * @returns null when it says nothing final
 * @see https://www.rfc-editor.org/rfc/rfc3464#section-2.3
 */
export function readDeliveryStatus(text: string): StatusWord | null {
  const groups = text
    .slice(0, PART_MOST)
    .split(/\r?\n[ \t]*\r?\n/u, GROUPS_MOST)
    .map(fieldsOf);
  const words = groups.flatMap((fields) => wordOf(fields) ?? []);
  return words.find(({ kind }) => kind !== 'delivered') ?? words[0] ?? null;
}

type Fields = ReadonlyMap<string, string>;

/** Header fields as RFC 5322 folds them; comments after a status stay in its text. */
function fieldsOf(group: string): Fields {
  const lines = group.replace(/\r?\n[ \t]+/gu, ' ').split(/\r?\n/u);
  return new Map(
    lines.flatMap((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) return [];
      return [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const];
    }),
  );
}

function wordOf(fields: Fields): StatusWord | null {
  const action = fields.get('action')?.toLowerCase() ?? '';
  const status = fields.get('status') ?? '';
  const said = fields.get('diagnostic-code') ?? '';
  const detail = detailOf(status, said);
  if (/^delivered\b/u.test(action)) return { kind: 'delivered', detail };
  if (!/^failed\b/u.test(action)) return null;
  return { kind: kindOf(status, said), detail };
}

/**
 * By the enhanced status (RFC 3463), else by the server's own code, else final: it was given up.
 */
export function kindOf(status: string, said: string): 'bounced' | 'expired' {
  const digit = /\b([245])\.\d{1,3}\.\d{1,3}\b/u.exec(status) ?? /\b([45])\d\d\b/u.exec(said);
  return digit?.[1] === '4' ? 'expired' : 'bounced';
}

/** The status and what the server said, without the address that it may repeat. */
export const detailOf = (status: string, said: string): string =>
  [status, said.replace(/^smtp;\s*/iu, '')]
    .filter((part) => part !== '')
    .join(' ')
    .replace(/[\w.+-]{1,64}@[\w.-]{1,255}/gu, '[mail]')
    .replace(/\s+/gu, ' ')
    .slice(0, 300);
