import { Worker } from 'node:worker_threads';
import type { SendResult } from '../../app/ports.ts';
import type { ComposedMail } from './compose-mime.ts';
import type { SmtpSettings, SmtpTransport } from './smtp-transport.ts';

/** What goes to the thread and what comes back. */
export interface MailForThread {
  readonly id: number;
  readonly mail: ComposedMail;
}
export interface AnswerOfThread {
  readonly id: number;
  readonly result: SendResult;
}

/**
 * A relay's transport in a thread of its own: MIME is composed and carried there while this thread
 * words the next mails and keeps the ledger. It begins with the first mail.
 *
 * A thread that dies leaves its mails unknown, which sends them again; the next mail begins a new
 * one. It keeps no process alive but while a mail is on its way.
 */
export function openSmtpThread(settings: SmtpSettings): SmtpTransport {
  const waiting = new Map<number, (result: SendResult) => void>();
  let worker: Worker | null = null;
  let last = 0;

  const settle = (id: number, result: SendResult): void => {
    waiting.get(id)?.(result);
    waiting.delete(id);
    if (waiting.size === 0) worker?.unref();
  };
  const lose = (from: Worker, why: string): void => {
    if (worker !== from) return;
    worker = null;
    for (const id of waiting.keys()) settle(id, { kind: 'unknown', reason: why });
  };
  const begin = (): Worker => {
    const begun = new Worker(new URL('smtp-thread-worker.ts', import.meta.url), {
      workerData: settings,
    });
    begun.on('message', ({ id, result }: AnswerOfThread) => settle(id, result));
    begun.on('error', (error) =>
      lose(begun, `the thread that sends mail failed: ${error.message}`),
    );
    begun.on('exit', () => lose(begun, 'the thread that sends mail ended'));
    return begun;
  };

  return {
    send: (mail) =>
      new Promise((resolve) => {
        worker ??= begin();
        worker.ref();
        last += 1;
        waiting.set(last, resolve);
        worker.postMessage({ id: last, mail } satisfies MailForThread);
      }),
    close: () => {
      const ending = worker;
      if (ending === null) return;
      lose(ending, 'closed while it was on its way');
      void ending.terminate();
    },
  };
}
