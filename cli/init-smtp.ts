/** Where mails go, in the words of `notices.smtp`. */
export interface InitSmtp {
  readonly host: string;
  readonly port: number;
  readonly security: 'none' | 'starttls' | 'tls';
}

/** Submission, RFC 6409; and submission by TLS from the first byte, RFC 8314. */
const SUBMISSION = 587;
const SUBMISSIONS = 465;

/**
 * Read `smtp.region.example`, `smtp.region.example:465`, `127.0.0.1:25` or `[::1]:25`.
 *
 * @returns a port that is none as it stands, for the configuration's schema to refuse
 */
export function readSmtp(text: string): InitSmtp {
  const { bracketed, plain, digits } =
    /^(?:\[(?<bracketed>[^\]]*)\]|(?<plain>.*?))(?::(?<digits>\d{1,9}))?$/s.exec(text.trim())
      ?.groups ?? {};
  const host = bracketed ?? plain ?? '';
  const port = digits === undefined ? SUBMISSION : Number(digits);
  const onThisMachine = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/i.test(host);
  if (port === SUBMISSIONS) return { host, port, security: 'tls' };
  return { host, port, security: onThisMachine && port !== SUBMISSION ? 'none' : 'starttls' };
}
