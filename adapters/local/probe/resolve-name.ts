import { setTimeout as delay } from 'node:timers/promises';
import type { NameAnswer, ProbeNote } from '../../../core/watch/probe-record.ts';
import { type HeardAddresses, heardAddresses } from './heard-addresses.ts';
import { ProbeStop } from './probe-stop.ts';

/** A server to ask for one name, already known which. */
export interface AskedServer {
  readonly role: NameAnswer['role'];
  /** What the record calls it. */
  readonly server: string;
  /** @throws ProbeStop with the stage `dns` */
  readonly ask: (signal: AbortSignal) => Promise<HeardAddresses>;
}

/** A name that has addresses. */
export interface ResolvedName extends HeardAddresses {
  /** What everybody said, once the probe has no more need of it. */
  readonly close: () => Promise<readonly NameAnswer[]>;
}

export interface ResolvePatience {
  /** How long the authority is waited for when a resolver has answered already. */
  readonly headStartMs: number;
  /**
   * How long from the beginning the others' words are waited for, for evidence alone. Whoever is
   * silent then is told as `dns-timeout`.
   */
  readonly evidenceMs: number;
}

/**
 * Ask all servers at once, and go on with the authority's word as soon as it is there.
 *
 * A resolver that fails says nothing of the origin: people use many. So the stage fails only when
 * every server failed or has no address. A resolver's addresses are used when the authority
 * failed, or is silent while a resolver has answered: visitors live on caches then too. They are
 * those of all resolvers that answered in time: one of them may be wrong.
 *
 * @throws ProbeStop with the first server's failure, when all failed
 */
export async function resolveName(
  asked: readonly AskedServer[],
  { headStartMs, evidenceMs }: ResolvePatience,
): Promise<ResolvedName> {
  const evidenceUntil = performance.now() + evidenceMs;
  const ending = new AbortController();
  const answers = asked.map(
    ({ role, server }): NameAnswer => ({ role, server, addresses: [], failure: 'dns-timeout' }),
  );
  const words = asked.map(async ({ role, server, ask }, index) => {
    try {
      const heard = await ask(ending.signal);
      const { addresses } = heard;
      if (!ending.signal.aborted) answers[index] = { role, server, addresses };
      return heard;
    } catch (error) {
      if (error instanceof ProbeStop && !ending.signal.aborted)
        answers[index] = { role, server, addresses: [], failure: error.failure.kind };
      throw error;
    }
  });
  const close = async (): Promise<readonly NameAnswer[]> => {
    const late = delay(Math.max(0, evidenceUntil - performance.now()));
    await Promise.race([Promise.allSettled(words), late]);
    const said = [...answers];
    ending.abort();
    return said;
  };
  try {
    const heard = await firstWord(asked, words, headStartMs, ending.signal);
    return { ...heard, close };
  } catch {
    const names = await close();
    const [reason] = (await Promise.allSettled(words)).flatMap((word) =>
      word.status === 'rejected' ? [word.reason as unknown] : [],
    );
    if (!(reason instanceof ProbeStop)) throw reason;
    throw new ProbeStop(reason.failure, { names });
  }
}

async function firstWord(
  asked: readonly AskedServer[],
  words: readonly Promise<HeardAddresses>[],
  headStartMs: number,
  signal: AbortSignal,
): Promise<HeardAddresses> {
  const by = (role: NameAnswer['role']) => words.filter((_, index) => asked[index]?.role === role);
  const [authorities, resolvers] = [by('authority'), by('resolver')];
  if (resolvers.length === 0) return Promise.any(authorities);
  const resolved = heardAddresses(resolvers, headStartMs / 2);
  if (authorities.length === 0) return resolved;
  // Heard of below, when the authority has failed too.
  resolved.catch(() => undefined);
  const settled = Promise.allSettled(authorities);
  const headStart = delay(headStartMs, undefined, { signal, ref: false }).catch(() => undefined);
  const later = Promise.race([settled, headStart]).then(() => resolved);
  return Promise.any([...authorities, later]);
}

/**
 * What the answers of several servers are worth saying, beside the addresses.
 *
 * @param isDisputed whether those that were connected to are of servers with none in common
 */
export function notesOf(names: readonly NameAnswer[], isDisputed = false): readonly ProbeNote[] {
  const failed = (role: NameAnswer['role']) =>
    names.some((name) => name.role === role && name.failure !== undefined);
  const measure = names.find(({ addresses }) => addresses.length > 0);
  const differs = names.some(
    (name) =>
      name !== measure &&
      name.addresses.length > 0 &&
      !name.addresses.some((address) => measure?.addresses.includes(address)),
  );
  return [
    ...(failed('authority') ? (['authority-failed'] as const) : []),
    ...(failed('resolver') ? (['resolver-failed'] as const) : []),
    ...(differs || isDisputed ? (['resolver-differs'] as const) : []),
  ];
}
