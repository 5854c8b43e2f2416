import { SendBulkEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { readNoticeWordings } from '../../adapters/local/notice-wordings.ts';
import { renderMail } from '../../core/notice/render-mail.ts';
import { content } from './fixture.ts';
import { FROM, TIME_ZONE } from './stage.ts';

/**
 * Send one text to that many addresses by SendBulkEmail with the SDK and nothing else: no ledger, no
 * rate, no second try, no message of anybody's own but for one link.
 *
 * @returns seconds
 */
export async function sendBareBulk(
  endpoint: string,
  count: number,
  { calls, perCall }: { readonly calls: number; readonly perCall: number },
): Promise<number> {
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const client = new SESv2Client({ endpoint, region: 'eu-west-3', credentials, maxAttempts: 1 });
  const words = renderMail(content, readNoticeWordings().fr, TIME_ZONE);
  const { subject, text, html } = words({ schools: ['{{s}}'], unsubscribeUrl: '{{u}}' });
  const starts = Array.from({ length: Math.ceil(count / perCall) }, (_, n) => n * perCall).values();
  const commandFrom = (start: number) =>
    new SendBulkEmailCommand({
      FromEmailAddress: FROM,
      DefaultContent: {
        Template: {
          TemplateContent: { Subject: subject, Text: text, Html: html },
          TemplateData: '{}',
        },
      },
      BulkEmailEntries: Array.from({ length: Math.min(perCall, count - start) }, (_, n) => ({
        Destination: { ToAddresses: [`peer${start + n}@ecole.example`] },
        ReplacementEmailContent: {
          ReplacementTemplate: {
            ReplacementTemplateData: JSON.stringify({
              s: `${start + n}`,
              u: `https://preau.example/stop/${start + n}`,
            }),
          },
        },
      })),
    });
  const lane = async (): Promise<void> => {
    for (const start of starts) await client.send(commandFrom(start));
  };
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: calls }, lane));
  const seconds = (performance.now() - startedMs) / 1_000;
  client.destroy();
  return seconds;
}
