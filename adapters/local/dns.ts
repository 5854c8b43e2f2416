import { z } from 'zod';
import type { Dns } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { pairWeights, type PairPlatform } from '../../core/shelter/weighted-pair.ts';
import { askAuthorityServers } from './dns-ask.ts';
import { shareBatch } from './share-batch.ts';

/** How to reach the embedded name server. */
export interface LocalDnsOptions {
  readonly platforms: readonly PairPlatform[];
  /** Of its control API, on loopback; with `token` from its `names.json`. */
  readonly controlPort: number;
  readonly token: string;
  /** Where it answers DNS. */
  readonly server: { readonly address: string; readonly port: number };
}

/** Chosen: the name server answers in milliseconds, and the outbox tries again. */
const REQUEST_MAX_MS = 3_000;

const changeSchema = z.object({ state: z.enum(['pending', 'insync']) });
const failureSchema = z.object({ message: z.string() });

/**
 * The `Dns` port over the embedded name server's control API, and over real DNS queries.
 *
 * Its methods throw PreauError `argument-invalid` for a share out of [0, 1], `not-found` for a
 * platform without a mirror and an unknown change, `dns-change-refused`, and `dns-unreachable`
 * (retryable) when the name server does not answer.
 */
export function createLocalDns({ platforms, controlPort, token, server }: LocalDnsOptions): Dns {
  async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
    try {
      const response = await fetch(`http://127.0.0.1:${controlPort}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(REQUEST_MAX_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json();
      if (response.ok) return answer;
      throw refusal(response.status, failureSchema.safeParse(answer).data?.message ?? path);
    } catch (cause) {
      if (cause instanceof PreauError) throw cause;
      throw unreachable(controlPort, cause);
    }
  }
  const setShare = shareBatch((body) => ask('POST', '/shares', body));
  return {
    async setHold(platform, on) {
      await ask(on ? 'PUT' : 'DELETE', `/holds/${encodeURIComponent(platform)}`);
    },
    async setStay(platform, on) {
      await ask(on ? 'PUT' : 'DELETE', `/stays/${encodeURIComponent(platform)}`);
    },
    async setShare(platform, mirrorShare) {
      // Out of bounds is said before anything leaves.
      pairWeights(mirrorShare);
      return setShare(platform, mirrorShare);
    },
    async changeState(changeId) {
      const path = `/changes/${encodeURIComponent(changeId)}`;
      return changeSchema.parse(await ask('GET', path)).state;
    },
    async askAuthorities(id, times) {
      const platform = platforms.find((one) => one.id === id);
      if (!platform) throw refusal(404, `Expected a configured platform, got ${id}.`);
      return askAuthorityServers(platform, [server], times);
    },
  };
}

function refusal(status: number, message: string): PreauError {
  if (status === 404) return new PreauError('not-found', message);
  const retryable = status >= 500;
  return new PreauError(retryable ? 'dns-unreachable' : 'dns-change-refused', message, {
    retryable,
  });
}

const unreachable = (port: number, cause: unknown) =>
  new PreauError(
    'dns-unreachable',
    `Expected the name server's control API on port ${port}, got ${String(cause)}: see names.log in its data folder. Holds can be made by hand there: touch holds/PLATFORM.`,
    { cause, retryable: true },
  );
