/** What the head of an HTTP/1 answer says, as far as a check needs it. */
export interface AnswerHead {
  readonly status: number;
  /** How the body ends. A number is its length in bytes. */
  readonly body: number | 'chunked' | 'until-close';
  /** Whether the connection may be asked again after this answer. */
  readonly keepAlive: boolean;
}

/**
 * A status line, then fields of the form that Route 53 asks for: RFC 7230 section 3.2. No piece can
 * match what its neighbour does, so that it takes time in proportion to the head.
 */
const HEAD = /^HTTP\/1\.[01] [1-9]\d\d(?: [^\r\n]*)?(?:\r\n[!#$%&'*+.^_`|~\w-]+:[^\r\n]*)*$/;
/** Where a status line that is one has its minor version and its status. */
const [MINOR_AT, STATUS_AT] = [7, 9];

/**
 * Read the head of an answer.
 *
 * @param text without the empty line at its end
 * @returns null for what is not HTTP/1.0 or 1.1
 */
export function readHead(text: string): AnswerHead | null {
  if (!HEAD.test(text)) return null;
  const status = Number(text.slice(STATUS_AT, STATUS_AT + 3));
  const connection = fieldOf(text, /\r\nconnection:([^\r\n]*)/i);
  const coding = fieldOf(text, /\r\ntransfer-encoding:([^\r\n]*)/i);
  const length = fieldOf(text, /\r\ncontent-length:([^\r\n]*)/i);
  const body = bodyOf(status, coding, length);
  if (body === null) return null;
  const asks =
    text[MINOR_AT] === '1' ? !connection.includes('close') : connection.includes('keep-alive');
  return { status, body, keepAlive: asks && body !== 'until-close' };
}

function bodyOf(status: number, coding: string, length: string): AnswerHead['body'] | null {
  if (status < 200 || status === 204 || status === 304) return 0;
  if (coding !== '') return coding.endsWith('chunked') ? 'chunked' : 'until-close';
  if (length === '') return 'until-close';
  return /^\d{1,15}$/.test(length) ? Number(length) : null;
}

const fieldOf = (text: string, field: RegExp): string =>
  (field.exec(text)?.[1] ?? '').trim().toLowerCase();
