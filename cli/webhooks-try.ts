import { dirname, resolve } from 'node:path';
import type { WebhookConfig } from '../config/schema-pages.ts';
import { PreauError } from '../core/errors.ts';
import { epochMs } from '../core/units.ts';
import { loadConfig } from './check-load-config.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CommonOptions } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';
import { webhooksWords } from './webhooks-words.ts';

export interface TryOptions extends CommonOptions {
  readonly config?: string;
  readonly dryRun?: true;
}

/**
 * Send one endpoint a message of type `webhook.test`, signed as all others are.
 *
 * @returns 0 when it took the message or none was sent; 5 when it did not take it
 * @throws PreauError `argument-invalid` for a name that the configuration does not have
 */
export async function tryWebhook(name: string, options: TryOptions, io: CliIo): Promise<number> {
  const file = options.config ?? 'preau.yaml';
  const webhook = await webhookNamed(name, file, io);
  const { key, url } = await endpointOf(webhook);
  const call = testCall();
  const output = createOutput(io);
  if (options.dryRun) {
    const { signWebhook } = await import('../adapters/local/subscriptions/webhook-signature.ts');
    const headers = signWebhook(await key(), call.id, call.at, call.body);
    if (options.json) output.json({ name, url, headers, body: JSON.parse(call.body) });
    else for (const line of linesOf(url, headers, call.body)) output.line(line);
    return EXIT.ok;
  }
  const [answer, ms] = await ask(webhook, key, call);
  const detail = answer.kind === 'taken' ? '' : answer.detail;
  const words = webhooksWords(io.language);
  if (options.json) output.json({ name, url, taken: answer.kind === 'taken', detail, ms });
  else output.line(fillTemplate(words[answer.kind], { name, detail, ms }));
  return answer.kind === 'taken' ? EXIT.ok : EXIT.unreachable;
}

const linesOf = (url: string, headers: object, body: string): readonly string[] => [
  `POST ${url}`,
  ...Object.entries(headers).map(([header, value]) => `${header}: ${value}`),
  '',
  body,
];

async function webhookNamed(name: string, file: string, io: CliIo): Promise<WebhookConfig> {
  const read = await loadConfig(file, io);
  const { absolutePaths } = await import('../home/deploy/absolute-paths.ts');
  const { webhooks } = absolutePaths(read, dirname(resolve(file))).pages;
  const found = webhooks.find((one) => one.name === name);
  if (found !== undefined) return found;
  const words = webhooksWords(io.language);
  const known = webhooks.map((one) => one.name).join(', ') || words.none;
  throw new PreauError('argument-invalid', fillTemplate(words.unknown, { file, known, name }));
}

/** On AWS the secret is read with the credentials of whoever asks. */
async function endpointOf(webhook: WebhookConfig) {
  if (webhook.secret === undefined) {
    const { openEndpoints } = await import('../home/subscriptions/open-endpoints.ts');
    const found = openEndpoints([webhook]).get(webhook.name);
    if (found !== undefined) return found;
  }
  const { openStoredEndpoints } = await import('../adapters/aws/stored-endpoints.ts');
  const found = openStoredEndpoints([webhook]).get(webhook.name);
  if (found !== undefined) return found;
  throw new Error(`no endpoint for ${webhook.name}`);
}

function testCall() {
  const at = epochMs(Date.now());
  const timestamp = new Date(at).toISOString();
  const id = `test_${timestamp.replaceAll(/\W/g, '-')}`;
  return { id, at, body: JSON.stringify({ type: 'webhook.test', timestamp, data: {} }) };
}

async function ask(
  { name, url }: WebhookConfig,
  key: () => Promise<Uint8Array>,
  call: ReturnType<typeof testCall>,
) {
  const { createGuardedPost, publicPosts } = await import('../adapters/local/guarded-post.ts');
  const { CALL_TIMEOUT_MS: timeoutMs, createWebhookCaller } = await import(
    '../adapters/local/subscriptions/webhook-caller.ts'
  );
  const post = createGuardedPost({ guard: publicPosts, timeoutMs, connections: 1 });
  const began = performance.now();
  const answer = await createWebhookCaller(new Map([[name, { url, key }]]), post).call(name, call);
  post.close();
  return [answer, Math.round(performance.now() - began)] as const;
}
