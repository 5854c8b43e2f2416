/** One line of the log of the bench's nginx. */
export interface LoggedRequest {
  readonly status: number;
  /** Head and body, as they left. */
  readonly bytes: number;
  readonly method: string;
  /** Path and query, as they were asked. */
  readonly address: string;
  /** When the answer had left, milliseconds since 1970. */
  readonly atMs: number;
}

/** @returns the requests in the order of their ends; a line that is still being written is none */
export function readAccessLog(text: string): readonly LoggedRequest[] {
  return text.split('\n').flatMap((line) => {
    const [status, bytes, method, address, at] = line.split('\t');
    if (address === undefined || method === undefined || at === undefined) return [];
    const atMs = Math.round(Number(at) * 1_000);
    return [{ status: Number(status), bytes: Number(bytes), method, address, atMs }];
  });
}

/** What a crawl cost its origin. */
export interface OriginCost {
  readonly requests: number;
  readonly bytes: number;
  /** Addresses that were asked for more than once. */
  readonly askedTwice: number;
}

/** nginx answers 499 to nobody: the client had left. */
const CLIENT_LEFT = 499;

export function originCost(asked: readonly LoggedRequest[]): OriginCost {
  return {
    requests: asked.length,
    bytes: asked.reduce((sum, { bytes }) => sum + bytes, 0),
    askedTwice: addressesAskedTwice(asked).length,
  };
}

/** @returns each once; requests that were broken off do not count */
export function addressesAskedTwice(asked: readonly LoggedRequest[]): readonly string[] {
  const times = new Map<string, number>();
  for (const { method, status, address } of asked) {
    if (status === CLIENT_LEFT) continue;
    const key = `${method} ${address}`;
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  return [...times].filter(([, count]) => count > 1).map(([key]) => key);
}
