import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import type { ConnectionOptions } from 'node:tls';

/** A machine that should answer for a name. */
export interface MirrorPlace {
  /** A name or an IP address: connected to, whatever DNS says of {@link hostname}. */
  readonly address: string;
  readonly port: number;
  /** Said in the handshake and in each request. */
  readonly hostname: string;
  /** Trusted authorities in PEM. @default the system's own */
  readonly ca?: string | undefined;
}

export interface MirrorQuestion {
  readonly method?: 'GET' | 'POST' | undefined;
  /** Path and query, encoded. */
  readonly target: string;
  /** @default what browsers ask for */
  readonly accept?: string | undefined;
  /** Bytes of the body that are read; a longer one is cut off. */
  readonly maxBytes: number;
}

export interface MirrorAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly sha256: string;
  /** Whether the body was longer than asked for. */
  readonly cut: boolean;
}

export interface MirrorAsker {
  /** Never follows a redirection. @throws Error with the system's word */
  ask(question: MirrorQuestion): Promise<MirrorAnswer>;
  close(): void;
}

/** A mirror that lets people wait for longer is of no use to them. Chosen. */
const ANSWER_MS = 10_000;
/** As a browser does. RFC 9112 leaves it open; six is the common figure. */
const CONNECTIONS = 6;

/** The handshake's own name, for what is no IP address: RFC 6066 section 3 allows none there. */
export const tlsOptions = ({ address, port, hostname, ca }: MirrorPlace): ConnectionOptions => ({
  host: address,
  port,
  ...(/^[\d.]+$|:/.test(hostname) ? {} : { servername: hostname }),
  ...(ca === undefined ? {} : { ca }),
});

/**
 * Ask one machine under one name, and no other.
 *
 * @param anyCertificate go on though the certificate is not valid: it has been judged
 */
export function mirrorAsker(place: MirrorPlace, anyCertificate: boolean): MirrorAsker {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  return {
    ask: (question) => askOnce(place, agent, anyCertificate, question),
    close: () => agent.destroy(),
  };
}

function askOnce(
  place: MirrorPlace,
  agent: Agent,
  anyCertificate: boolean,
  { method = 'GET', target, accept = 'text/html,*/*;q=0.8', maxBytes }: MirrorQuestion,
): Promise<MirrorAnswer> {
  return new Promise((resolve, reject) => {
    const late = AbortSignal.timeout(ANSWER_MS);
    const asked = request(
      {
        ...tlsOptions(place),
        agent,
        method,
        path: target,
        rejectUnauthorized: !anyCertificate,
        signal: late,
        headers: { Host: place.hostname, Accept: accept, 'User-Agent': 'Preau-Verify/1' },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const end = (cut: boolean): void => {
          const body = Buffer.concat(chunks).subarray(0, maxBytes);
          const sha256 = createHash('sha256').update(body).digest('hex');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body,
            sha256,
            cut,
          });
        };
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size <= maxBytes) return;
          end(true);
          response.destroy();
        });
        response.once('end', () => end(false));
        response.once('error', reject);
      },
    );
    asked.once('error', (error) =>
      reject(late.aborted ? new Error(`no whole answer in ${ANSWER_MS} ms`) : error),
    );
    asked.end();
  });
}
