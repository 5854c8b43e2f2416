import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PreauError } from '../../core/errors.ts';

/** What a child process tells its parent. */
export interface Told {
  readonly kind: string;
}

export interface Child<Message extends Told> {
  readonly pid: number;
  tell(message: object): void;
  /** Ask it to end; kill it when it has not after `patienceMs`. */
  stop(patienceMs: number): Promise<void>;
  /** Settles when the process is gone: with the signal or the code that ended it. */
  readonly gone: Promise<string>;
  readonly messages: (listener: (message: Message) => void) => void;
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
  memory: MemoryLimits = {},
): Promise<Child<Message>> {
  const listeners = [listener];
  const child = fork(fileURLToPath(file), [], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning', ...memoryFlags(memory)],
  });
  const lastWords = keepLastWords(child);
  const gone = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: Message) => {
      if (message.kind === 'ready') resolve();
      for (const listen of listeners) listen(message);
    });
    void gone.then((how) =>
      reject(
        new PreauError(
          'store-unavailable',
          `a process of this home ended with ${how} before it was ready; it said:\n${lastWords()}`,
        ),
      ),
    );
  });
  child.send(spec);
  await ready;
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
    messages: (listen) => void listeners.push(listen),
  };
}

/** Limits of a child's heap, in MiB; absent = Node's own. */
export interface MemoryLimits {
  readonly oldSpace?: number;
  /** Small young generations are collected before they grow: less memory for some processor time. */
  readonly semiSpace?: number;
}

const memoryFlags = ({ oldSpace, semiSpace }: MemoryLimits): readonly string[] => [
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
