import { CONSOLE_FILES } from './aws-console-files.ts';
import type { Variable } from './aws-names.ts';

/** What the stacks give one function, and what its `index.ts` counts on. */
export interface FunctionShape {
  /** Shown in the AWS console. */
  readonly description: string;
  readonly memoryMb: number;
  /** Of `/tmp`, in MiB. @default Lambda's own 512, which cost nothing */
  readonly storageMb?: number;
  /** Of one invocation. Its queue hides a message for six times as long. */
  readonly timeoutSec: number;
  /** It gets these environment variables and no other. */
  readonly variables: readonly Variable[];
  /** Some homes give these too. @default none */
  readonly optionalVariables?: readonly Variable[];
  /** Whether it reads `deployment.json`. */
  readonly deployment: boolean;
  /** Files of this project that lie beside its code, under their own names. @default none */
  readonly files?: readonly string[];
}

/**
 * Every function of the home on AWS, by its folder under `lambdas/`. A test holds the variables to
 * those that the code asks for. Memory and times are chosen; a function has a whole processor at
 * 1,769 MB.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
export const FUNCTIONS = {
  probe: {
    description: 'The eyes of one vantage: probes what it was deployed with',
    memoryMb: 512,
    timeoutSec: 20,
    variables: [],
    deployment: true,
  },
  observe: {
    description: 'Conducts rounds of probes, and hands what was seen to the core',
    memoryMb: 1_024,
    timeoutSec: 60,
    variables: [
      'journalTable',
      'observationsTable',
      'scratchTable',
      'roundsQueue',
      'pagesQueue',
      'evidenceBucket',
    ],
    optionalVariables: ['authorities'],
    deployment: true,
  },
  'relay-outbox': {
    description: 'Tells the workers of each new entry of the journal',
    memoryMb: 256,
    timeoutSec: 30,
    variables: ['actionsQueue', 'plansQueue', 'mailQueue', 'smsQueue', 'pagesQueue'],
    deployment: false,
  },
  act: {
    description: 'Turns DNS and gathers signals',
    memoryMb: 512,
    timeoutSec: 420,
    variables: [
      'journalTable',
      'observationsTable',
      'actionsQueue',
      'evidenceBucket',
      'holdBucket',
      'holdRegion',
    ],
    optionalVariables: ['zoneIds', 'authorities'],
    deployment: true,
  },
  'plan-notice': {
    description: 'Writes down what each recipient of a notice is owed',
    memoryMb: 1_769,
    timeoutSec: 300,
    variables: ['journalTable', 'plansQueue', 'directoryBucket', 'deliveriesTable'],
    deployment: true,
  },
  // Sending takes as long as a provider's quota makes it: the longest that a function may live.
  'send-mail': {
    description: 'Sends the mails of a notice, at the rate of the account',
    memoryMb: 512,
    timeoutSec: 900,
    variables: [
      'journalTable',
      'deliveriesTable',
      'scratchTable',
      'mailQueue',
      'mailConfigurationSet',
      'optOutSecret',
    ],
    deployment: true,
  },
  'send-sms': {
    description: 'Sends the SMS of a notice, at the rate of the sender name',
    memoryMb: 512,
    timeoutSec: 900,
    variables: ['journalTable', 'deliveriesTable', 'scratchTable', 'smsQueue'],
    optionalVariables: ['smsConfigurationSet', 'smsGatewaySecret'],
    deployment: true,
  },
  'publish-pages': {
    description: 'Writes the status page on both hosts',
    memoryMb: 512,
    // Each host has 8 s for its files and 8 s for the first. A page that failed holds up the next
    // ones for six times as long.
    timeoutSec: 30,
    variables: ['journalTable', 'deliveriesTable', 'scratchTable', 'pagesBucket'],
    optionalVariables: ['secondHostSecret', 'browsersTable', 'pushesQueue'],
    deployment: true,
  },
  'publish-schools': {
    description: "Keeps each school's files on both hosts as the directory has them",
    // The directory of France and what is said of 60,000 schools. A first fill of both hosts takes some
    // minutes; a slow host's goes on at the next call.
    memoryMb: 1_024,
    timeoutSec: 840,
    variables: ['pagesBucket', 'directoryBucket'],
    optionalVariables: ['secondHostSecret'],
    deployment: true,
  },
  'send-push': {
    description: 'Welcomes browsers that subscribed, and tells them of notices',
    memoryMb: 512,
    // What is left goes on a minute later.
    timeoutSec: 300,
    variables: ['browsersTable', 'pushKeySecret'],
    deployment: true,
  },
  receipts: {
    description: 'Writes down what providers say of a message after they have taken it',
    memoryMb: 256,
    timeoutSec: 30,
    variables: ['deliveriesTable', 'plansQueue'],
    deployment: false,
  },
  'hear-gateway': {
    description: 'Hears what the second SMS gateway says of its messages',
    memoryMb: 256,
    timeoutSec: 10,
    variables: ['deliveriesTable', 'smsGatewaySecret'],
    deployment: true,
  },
  acknowledge: {
    description:
      'Answers the links in messages, by which contacts leave, and browsers that subscribe',
    memoryMb: 256,
    timeoutSec: 10,
    variables: ['deliveriesTable', 'optOutSecret'],
    optionalVariables: ['browsersTable', 'pushesQueue'],
    deployment: true,
  },
  'unpack-lessons': {
    description: 'Lays down what is in packages of lessons, which may be hostile, for builds',
    memoryMb: 1_769,
    // A package of 2 GiB beside the 4 GiB that a gzipped one may unpack to, and a little more.
    storageMb: 6_656,
    timeoutSec: 900,
    variables: ['lessonsBucket', 'workBucket'],
    deployment: true,
  },
  'build-mirror': {
    description: "Writes a share of a mirror's pages anew, from lessons that may be hostile",
    memoryMb: 1_769,
    timeoutSec: 900,
    variables: ['lessonsBucket', 'workBucket'],
    deployment: true,
  },
  'publish-mirror': {
    description: "Plans a mirror's build, puts its release together and publishes it",
    memoryMb: 1_769,
    timeoutSec: 900,
    variables: [
      'lessonsBucket',
      'workBucket',
      'mirrorBucket',
      'evidenceBucket',
      'releasesStore',
      'mirrorKeySecret',
    ],
    deployment: true,
  },
  console: {
    description: 'The console behind a login: shows what is now, and journals what people decide',
    memoryMb: 1_024,
    timeoutSec: 20,
    variables: [
      'journalTable',
      'observationsTable',
      'deliveriesTable',
      'scratchTable',
      'directoryBucket',
      'evidenceBucket',
    ],
    optionalVariables: ['authorities'],
    deployment: true,
    files: CONSOLE_FILES,
  },
  watchdog: {
    description: 'Sees to what messages alone would lose',
    memoryMb: 512,
    timeoutSec: 60,
    variables: [
      'journalTable',
      'deliveriesTable',
      'scratchTable',
      'actionsQueue',
      'plansQueue',
      'mailQueue',
      'smsQueue',
      'pagesQueue',
      'deadLetterQueues',
    ],
    deployment: true,
  },
  'tell-health': {
    description: 'Tells whoever asks how the home does, by figures alone',
    memoryMb: 512,
    timeoutSec: 15,
    variables: ['journalTable', 'deliveriesTable', 'scratchTable', 'relayFunction'],
    deployment: true,
  },
  'check-sending': {
    description: 'Lets the home be deployed once the account may write to schools, or says why not',
    memoryMb: 256,
    timeoutSec: 60,
    variables: [],
    deployment: false,
  },
  'await-checks': {
    description: 'Lets names lean on health checks once these are healthy, or says why not',
    memoryMb: 256,
    // Ten minutes of patience, and two to ask and to answer.
    timeoutSec: 720,
    variables: [],
    deployment: false,
  },
} as const satisfies Readonly<Record<string, FunctionShape>>;

export type FunctionName = keyof typeof FUNCTIONS;

/** Typed as any function's shape, for those who walk the table. */
export const shapeOf = (name: FunctionName): FunctionShape => FUNCTIONS[name];
