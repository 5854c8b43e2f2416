import { describe, expect, it } from 'vitest';
import { isOwnFault } from '../../../adapters/local/probe/is-own-fault.ts';
import { openFirstTcp } from '../../../adapters/local/probe/open-first-tcp.ts';
import { askName } from '../../../adapters/local/probe/ask-name.ts';
import type { ProbeStop } from '../../../adapters/local/probe/probe-stop.ts';

// Goal: a machine that has no socket left to look by says that it saw nothing, and never that an origin
// is down (P7). Method: a source address that this machine has not, which fails as its last descriptor does.

const ELSEWHERE = '192.0.2.9';
const options = { sourceAddress: ELSEWHERE, timeoutMs: 500 };
const stageOf = (failed: Promise<unknown>): Promise<unknown> =>
  failed.then(
    () => 'none',
    (stop: ProbeStop) => stop.failure.stage,
  );

describe('a probe that this machine cannot make', () => {
  it('says so of a connection, and of a question to a name server', async () => {
    expect(await stageOf(openFirstTcp(['127.0.0.1', '127.0.0.2'], 9, options))).toBe('vantage');
    const server = { address: '127.0.0.1', port: 9 };
    expect(await stageOf(askName(server, 'ent.example', options))).toBe('vantage');
  });

  it('is told by every lack of this machine, and by no answer of another', () => {
    const said = (code: string, address = '127.0.0.1') =>
      isOwnFault(Object.assign(new Error(code), { code }), address);
    const own = ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'EPERM', 'EACCES'];
    expect(own.filter((code) => !said(code))).toEqual([]);
    const others = ['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'];
    expect(others.filter((code) => said(code))).toEqual([]);
    expect(said('EACCES', '2001:db8::1')).toBe(false);
  });
});
