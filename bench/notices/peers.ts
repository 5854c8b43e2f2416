import { createTransport } from 'nodemailer';
import { openDeliveries } from '../../adapters/local/deliveries.ts';
import type { Delivery } from '../../core/notice/delivery.ts';

/** One message as our own mail port would send it, but for its recipient. */
export interface BareMail {
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: { readonly [name: string]: string };
}

/** The pool and the concurrency that our own sending has in this bench. */
const CONNECTIONS = 8;
const CONCURRENCY = 20;

/**
 * Send one text to each address with nodemailer and nothing else: no ledger, no rate, no retries.
 *
 * @returns seconds
 */
export async function sendBare(
  smtp: { readonly host: string; readonly port: number },
  mail: BareMail,
  addresses: readonly string[],
): Promise<number> {
  const transport = createTransport({
    pool: true,
    ...smtp,
    ignoreTLS: true,
    maxConnections: CONNECTIONS,
    maxMessages: 10_000,
  });
  const waiting = addresses.values();
  const lane = async (): Promise<void> => {
    for (const to of waiting)
      await transport.sendMail({ ...mail, to, textEncoding: 'quoted-printable' });
  };
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  const seconds = (performance.now() - startedMs) / 1_000;
  transport.close();
  return seconds;
}

/**
 * Write deliveries that are made already to a ledger, in its one transaction.
 *
 * @returns seconds
 */
export async function insertOnly(file: string, deliveries: readonly Delivery[]): Promise<number> {
  const ledger = openDeliveries(file);
  const startedMs = performance.now();
  await ledger.plan(deliveries);
  const seconds = (performance.now() - startedMs) / 1_000;
  ledger.close();
  return seconds;
}
