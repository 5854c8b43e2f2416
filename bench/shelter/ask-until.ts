import type { DnsClient } from './dns-client.ts';

/**
 * Ask for a name every `pollMs` until it answers with `address`, whether or not the answer before
 * has come: a question that is lost under load costs one period and not a second.
 *
 * @param sinceMs what the time is counted from, on the clock of `performance.now()`
 * @returns milliseconds since then; null after `giveUpMs`
 */
export function askUntil(
  client: DnsClient,
  name: string,
  address: string,
  sinceMs: number,
  { pollMs, giveUpMs }: { readonly pollMs: number; readonly giveUpMs: number },
): Promise<number | null> {
  return new Promise((resolve) => {
    const settle = (value: number | null): void => {
      clearInterval(timer);
      resolve(value);
    };
    const ask = (): void => {
      if (performance.now() - sinceMs > giveUpMs) return settle(null);
      void client.ask(name).then((answer) => {
        if (answer?.address === address) settle(performance.now() - sinceMs);
      });
    };
    const timer = setInterval(ask, pollMs);
    ask();
  });
}
