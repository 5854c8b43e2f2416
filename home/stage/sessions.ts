import { randomUUID } from 'node:crypto';

/** The sessions that an origin knows, by the token in their cookie. */
export interface Sessions {
  issue(): string;
  knows(cookieHeader: string | undefined): boolean;
}

/** The oldest session gives way beyond this many (chosen: no rehearsal has as many pupils). */
const SESSIONS_MAX = 20_000;
export const SESSION_COOKIE = 'session';

export function sessionBook(): Sessions {
  const tokens = new Set<string>();
  return {
    issue: () => {
      const token = randomUUID();
      tokens.add(token);
      const oldest = tokens.size > SESSIONS_MAX ? tokens.values().next().value : undefined;
      if (oldest !== undefined) tokens.delete(oldest);
      return token;
    },
    knows: (cookieHeader) => {
      const token = /(?:^|; ?)session=([0-9a-f-]{36})(?:;|$)/.exec(cookieHeader ?? '')?.[1];
      return token !== undefined && tokens.has(token);
    },
  };
}
