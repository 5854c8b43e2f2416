import { parentPort, workerData } from 'node:worker_threads';
import type { AnswerOfThread, MailForThread } from './smtp-thread.ts';
import { openSmtpTransport, type SmtpSettings } from './smtp-transport.ts';

// The other side of smtp-thread.ts: one pool of connections, fed by messages.

const transport = openSmtpTransport(workerData as SmtpSettings);
parentPort?.on('message', ({ id, mail }: MailForThread) => {
  void transport.send(mail).then((result) => {
    parentPort?.postMessage({ id, result } satisfies AnswerOfThread);
  });
});
