import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PreauError } from '../../core/errors.ts';

/** What a child process tells its parent. */
export interface Told {
  readonly kind: string;
}

export interface Child {
  readonly pid: number;
  tell(message: object): void;
  /** Ask it to end; kill it when it has not after `patienceMs`. */
  stop(patienceMs: number): Promise<void>;
  /** Settles when the process is gone: with the signal or the code that ended it. */
  readonly gone: Promise<string>;
}

export interface ChildOptions {
  /** Limits of its heap, in MiB; absent = Node's own. */
  readonly oldSpace?: number;
  /** Small young generations are collected before they grow: less memory for some processor time. */
  readonly semiSpace?: number;
  /** A child that is not ready yet when this aborts is killed. */
  readonly signal?: AbortSignal;
}

/**
 * Start one of our own files as a process of its own, which ends with its parent.
 *
 * @param file a module beside this one's folder, as a URL
 * @param spec all it needs to know, told as its first message
 * @returns once it has told `{ kind: 'ready' }`
 * @throws PreauError `store-unavailable` with its last words when it ends before that
 */
export async function startChild<Message extends Told>(
  file: URL,
  spec: object,
  listener: (message: Message) => void,
  { signal, ...memory }: ChildOptions = {},
): Promise<Child> {
  const child = fork(fileURLToPath(file), [], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Out of the terminal's group: Ctrl-C is the parent's to hear, which then ends its children.
    detached: true,
    execArgv: ['--disable-warning=ExperimentalWarning', ...memoryFlags(memory)],
  });
  const lastWords = keepLastWords(child);
  const gone = new Promise<string>((resolve) => {
    child.once('exit', (code, how) => resolve(how ?? `code ${code}`));
    // No process came of it. Later errors are words that a dying child did not hear: no news.
    child.on('error', (error) => (child.pid === undefined ? resolve(error.message) : undefined));
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: Message) => {
      if (message.kind === 'ready') resolve();
      listener(message);
    });
    void gone.then((how) => reject(endedEarly(how, lastWords())));
  });
  const breakOff = (): void => void child.kill('SIGKILL');
  if (signal?.aborted === true) breakOff();
  signal?.addEventListener('abort', breakOff);
  child.send(spec);
  try {
    await ready;
  } finally {
    signal?.removeEventListener('abort', breakOff);
  }
  return {
    pid: child.pid ?? 0,
    tell: (message) => {
      if (child.connected) child.send(message);
    },
    stop: async (patienceMs) => {
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await gone;
      clearTimeout(timer);
    },
    gone,
  };
}

const endedEarly = (how: string, words: string): PreauError =>
  new PreauError(
    'store-unavailable',
    `a process of this home ended with ${how} before it was ready; it said:\n${words}`,
  );

const memoryFlags = ({ oldSpace, semiSpace }: ChildOptions): readonly string[] => [
  ...(oldSpace === undefined ? [] : [`--max-old-space-size=${oldSpace}`]),
  ...(semiSpace === undefined ? [] : [`--max-semi-space-size=${semiSpace}`]),
];

/** The end of what a child wrote on standard error, for the message that says why it ended. */
function keepLastWords(child: ChildProcess): () => string {
  const KEPT_CHARS = 4_000;
  let words = '';
  child.stderr?.setEncoding('utf8');
  child.stderr?.on('data', (text: string) => {
    words = (words + text).slice(-KEPT_CHARS);
  });
  return () => words.trim() || 'nothing';
}
