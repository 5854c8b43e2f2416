import { request } from 'node:https';
import { isIP } from 'node:net';
import type { HealthCheck } from '../../core/shelter/weighted-pair.ts';

/** What one check of an origin found. */
export interface ProbeResult {
  readonly passed: boolean;
  /** For people: what was wrong, or that nothing was. */
  readonly reason: string;
}

type HttpsCheck = Extract<HealthCheck, { kind: 'https' }>;

/** Route 53 looks for its search string in the first 5,120 bytes of the body. */
const BODY_MAX_BYTES = 5_120;

/**
 * Check an origin once, as a Route 53 checker does: a new HTTPS connection with SNI, whose
 * certificate is *not* verified; status 2xx or 3xx; the expected text wholly inside the first
 * 5,120 bytes. All addresses are asked at once, and one that answers is enough.
 *
 * @param budgetMs for the whole check; connecting may take half of it. Route 53's are 4 s to
 *   connect, 2 s to the status and 2 s for the body
 */
export async function probeOrigin(check: HttpsCheck, budgetMs: number): Promise<ProbeResult> {
  const results = await Promise.all(
    check.addresses.map((address) => probeAddress(check, address, budgetMs)),
  );
  const passed = results.find((result) => result.passed);
  return passed ?? results[0] ?? { passed: false, reason: 'no address' };
}

function probeAddress(check: HttpsCheck, address: string, budgetMs: number): Promise<ProbeResult> {
  return new Promise((resolve) => {
    const wanted = Buffer.from(check.expect);
    const asked = request({
      host: address,
      port: check.port,
      path: check.path,
      agent: false,
      rejectUnauthorized: false,
      maxHeaderSize: 16_384,
      ...(isIP(check.host) === 0 ? { servername: check.host } : {}),
      headers: {
        host: check.host,
        'user-agent': 'Preau-Health-Check',
        'accept-encoding': 'identity',
      },
    });
    const settle = (passed: boolean, reason: string) => {
      clearTimeout(whole);
      clearTimeout(connecting);
      resolve({ passed, reason });
      asked.destroy();
    };
    const whole = setTimeout(() => settle(false, `no full answer in ${budgetMs} ms`), budgetMs);
    const connecting = setTimeout(
      () => settle(false, `not connected in ${budgetMs / 2} ms`),
      budgetMs / 2,
    );
    asked.once('socket', (socket) => socket.once('connect', () => clearTimeout(connecting)));
    asked.on('error', (error: NodeJS.ErrnoException) => settle(false, error.code ?? error.message));
    asked.once('response', (response) => {
      const status = response.statusCode ?? 0;
      if (status < 200 || status > 399) return settle(false, `HTTP ${status}`);
      if (wanted.length === 0) return settle(true, `HTTP ${status}`);
      let body = Buffer.alloc(0);
      response.on('data', (chunk: Buffer) => {
        body = Buffer.concat([body, chunk]).subarray(0, BODY_MAX_BYTES);
        if (body.includes(wanted)) settle(true, `HTTP ${status}, text found`);
        else if (body.length === BODY_MAX_BYTES) settle(false, 'text not in the first 5,120 bytes');
      });
      response.once('end', () => settle(false, 'text not found'));
      response.once('error', (error) => settle(false, error.message));
    });
    asked.end();
  });
}
