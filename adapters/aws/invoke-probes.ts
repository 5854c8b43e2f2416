import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { ProbeRequest } from '../../app/ports.ts';
import type { ProbesAnswer } from '../local/batch-prober.ts';
import { parseObservations } from '../local/parse-observations.ts';
import type { ProbeFunction } from './lambda-prober.ts';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

const MARGIN_MS = 4_000;
/** What 200 observations weigh with all their raw records, twice over; Lambda itself carries 6 MB. Chosen. */
const ANSWER_MAX_BYTES = 2_000_000;

/**
 * Ask one vantage's function for some probes, once: the SDK tries a throttled call again as long
 * as the time lasts.
 */
export async function invokeProbes(
  { client, functionName: FunctionName }: ProbeFunction,
  requests: readonly ProbeRequest[],
  marginMs: number = MARGIN_MS,
): Promise<ProbesAnswer> {
  const budgetMs = Math.max(...requests.map((request) => request.budgetMs)) + marginMs;
  const Payload = Buffer.from(JSON.stringify({ requests }));
  const abortSignal = AbortSignal.timeout(budgetMs);
  try {
    const answer = await client.send(new InvokeCommand({ FunctionName, Payload }), { abortSignal });
    const bytes = answer.Payload ?? new Uint8Array();
    if (bytes.length > ANSWER_MAX_BYTES) return silent(`an answer of ${bytes.length} bytes`);
    const text = Buffer.from(bytes).toString('utf8');
    if (answer.FunctionError !== undefined) return silent(`${answer.FunctionError}: ${text}`);
    return { kind: 'answered', observations: parseObservations(parseForeignJson(text), requests) };
  } catch (error) {
    if (abortSignal.aborted) return silent(`no answer in ${budgetMs} ms`);
    return silent(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
}

const silent = (why: string): ProbesAnswer => ({ kind: 'silent', why });
