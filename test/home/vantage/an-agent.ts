import { randomBytes } from 'node:crypto';
import type { VantageAgent } from '../../../adapters/local/remote-prober-ask.ts';
import type { Prober } from '../../../app/ports.ts';
import { readAllowList } from '../../../home/vantage/allow-list.ts';
import { createProbeMaker } from '../../../home/vantage/make-probes.ts';
import { type AgentOptions, startAgent } from '../../../home/vantage/start-agent.ts';
import { createTargetRates } from '../../../home/vantage/target-rates.ts';

/** An agent on loopback with a key of its own, and how the home knows it. */
export interface TestAgent {
  readonly port: number;
  readonly agent: VantageAgent;
  stop(): Promise<void>;
}

export async function anAgent(
  prober: Prober,
  allow: string,
  changes: Partial<AgentOptions> & { readonly burst?: number } = {},
): Promise<TestAgent> {
  const { burst = 1_000, ...options } = changes;
  const key = options.key ?? Buffer.from(randomBytes(32).toString('base64url'));
  const now = options.now ?? Date.now;
  const running = await startAgent({
    port: 0,
    listen: '127.0.0.1',
    key,
    now,
    probes: createProbeMaker({
      prober,
      allow: readAllowList(allow),
      rates: createTargetRates({ page: { perSecond: 2, burst } }),
      now,
      monotonicMs: () => performance.now(),
    }),
    ...options,
  });
  const scheme = options.tls === undefined ? 'http' : 'https';
  return {
    port: running.port,
    agent: { url: `${scheme}://127.0.0.1:${running.port}`, key },
    stop: async () => running.stop(),
  };
}
