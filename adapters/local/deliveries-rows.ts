import type { SQLOutputValue } from 'node:sqlite';
import type { MissedDelivery } from '../../app/ports.ts';
import type { Delivery, TakenDelivery, Unreachable } from '../../core/notice/delivery.ts';
import type { DeliveryState } from '../../core/notice/delivery-state.ts';
import type { RingingSchool } from '../../core/notice/ring-when.ts';
import { meansMissed, missedReason, type ReceiptKind } from '../../core/notice/receipt.ts';
import { epochMs } from '../../core/units.ts';
import { deliveryState, receiptKind } from './deliveries-words.ts';

export type Row = Record<string, SQLOutputValue>;

export const NO_DELIVERIES: { readonly [state in DeliveryState]: number } = {
  planned: 0,
  claimed: 0,
  unknown: 0,
  accepted: 0,
  delivered: 0,
  'failed-temporary': 0,
  suppressed: 0,
  'failed-permanent': 0,
};

export const NO_RECEIPTS: { readonly [kind in ReceiptKind]: number } = {
  delivered: 0,
  complained: 0,
  expired: 0,
  blocked: 0,
  bounced: 0,
};

/** Of one column's groups, how many rows each has; zero for those that have none. */
export const counted = <Name extends string>(
  none: { readonly [name in Name]: number },
  rows: readonly Row[],
  column: string,
): { readonly [name in Name]: number } => ({
  ...none,
  ...Object.fromEntries(rows.map((row) => [text(row, column), Number(row['n'])])),
});

export const columns = (to: Delivery) =>
  [
    to.key,
    to.notice,
    to.channel,
    to.address,
    JSON.stringify(to.recipients),
    to.language,
    to.priority,
    to.notBefore ?? null,
    to.notBefore ?? 0,
    to.rings?.until ?? null,
    to.rings?.timeZone ?? null,
    to.rings?.places === undefined ? null : JSON.stringify(to.rings.places),
  ] as const;

export const text = (row: Row, column: string): string => String(row[column] ?? '');

export const instant = (row: Row | undefined) =>
  typeof row?.['at'] === 'number' ? epochMs(row['at']) : null;

/** The file is this adapter's own: what it wrote is what it reads. */
export function delivery(row: Row): Delivery {
  const notBefore = row['not_before'];
  const until = row['rings_until'];
  return {
    key: text(row, 'key'),
    notice: text(row, 'notice'),
    channel: row['channel'] === 'sms' ? 'sms' : 'mail',
    address: text(row, 'address'),
    recipients: JSON.parse(text(row, 'recipients')) as readonly string[],
    language: row['language'] === 'en' ? 'en' : 'fr',
    priority: Number(row['priority']),
    ...(typeof notBefore === 'number' ? { notBefore: epochMs(notBefore) } : {}),
    ...(typeof until === 'number' ? { rings: { until: epochMs(until), ...ringsAt(row) } } : {}),
  };
}

function ringsAt(row: Row): Omit<NonNullable<Delivery['rings']>, 'until'> {
  const timeZone = text(row, 'rings_in');
  const places = text(row, 'rings_places');
  if (places === '') return { timeZone };
  return { timeZone, places: JSON.parse(places) as readonly RingingSchool[] };
}

export const taken = (row: Row): TakenDelivery => ({
  ...delivery(row),
  tries: Number(row['tries']),
});

export function missed(row: Row): MissedDelivery {
  const kind = receiptKind(row['receipt']);
  const receipt = kind === null ? null : { kind, detail: text(row, 'receipt_detail') };
  return {
    ...delivery(row),
    state: deliveryState(row['state']),
    detail: missedReason(text(row, 'detail'), receipt),
    ...(kind !== null && meansMissed(kind) ? { receipt: kind } : {}),
  };
}

const REASONS: readonly Unreachable['why'][] = [
  'no-contact',
  'address-invalid',
  'opted-out',
  'no-class',
  'calendar-unknown',
  'budget',
];

export const missing = (row: Row): Unreachable => ({
  key: text(row, 'key'),
  notice: text(row, 'notice'),
  recipient: text(row, 'recipient'),
  name: text(row, 'name'),
  why: REASONS.find((why) => why === row['why']) ?? 'address-invalid',
});
