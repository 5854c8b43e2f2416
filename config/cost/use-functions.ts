import { FUNCTIONS } from '../aws-functions.ts';
import { BUILD, DURATION_SEC, LOG_BYTES, MINUTES_PER_MONTH } from './assumptions.ts';
import type { Usage } from './cost-line.ts';
import type { Scale } from './scale.ts';

/** Probes that one call carries at most: adapters/aws/lambda-prober.ts. */
const PROBES_PER_CALL = 200;
/** Mirrors are measured in every third round: app/watch/measure-mirrors.ts. */
const ROUNDS_PER_MIRROR = 3;
const WATCHDOG_MINUTES = 5;

const grows = 'with the home';

/**
 * Lambda in quiet times: the probes of each vantage, the function that conducts the rounds and waits
 * for them, the page by the minute, the watchdog, what looks whether a browser is owed anything. What an incident adds is under a cent.
 */
export function useFunctions(scale: Scale): readonly Usage[] {
  const { roundsPerMonth: rounds, vantages, platforms, sheltered, builtNightly } = scale;
  const mirrorRounds = sheltered === 0 ? 0 : rounds / ROUNDS_PER_MIRROR;
  const probes =
    rounds * vantages * Math.ceil(platforms / PROBES_PER_CALL) +
    mirrorRounds * Math.ceil(sheltered / PROBES_PER_CALL);
  const observeSec =
    rounds * (DURATION_SEC.probe + DURATION_SEC.decide) + mirrorRounds * DURATION_SEC.probe;
  const watchdogs = MINUTES_PER_MONTH / WATCHDOG_MINUTES;
  const pushes = scale.tellsBrowsers ? MINUTES_PER_MONTH : 0;
  const calls = probes + rounds + MINUTES_PER_MONTH + watchdogs + pushes;
  const time = (
    id: Usage['id'],
    name: keyof typeof FUNCTIONS,
    seconds: number,
    calledTimes: number,
  ): Usage => ({
    id,
    price: 'lambdaGbSecond',
    quantity: (seconds * FUNCTIONS[name].memoryMb) / 1_024,
    grows,
    values: {
      calls: calledTimes,
      seconds: calledTimes === 0 ? 0 : seconds / calledTimes,
      memoryMb: FUNCTIONS[name].memoryMb,
    },
  });
  return [
    time('probe-time', 'probe', probes * DURATION_SEC.probe, probes),
    time('observe-time', 'observe', observeSec, rounds),
    time('pages-time', 'publish-pages', MINUTES_PER_MONTH * DURATION_SEC.page, MINUTES_PER_MONTH),
    time('watchdog-time', 'watchdog', watchdogs * DURATION_SEC.watchdog, watchdogs),
    time('pushes-time', 'send-push', pushes * DURATION_SEC.push, pushes),
    ...useBuilds(builtNightly),
    { id: 'function-calls', price: 'lambdaRequest', quantity: calls, grows },
    {
      id: 'logs',
      price: 'logs',
      quantity: (calls * LOG_BYTES) / 1e9,
      grows,
      values: { bytes: LOG_BYTES },
    },
  ];
}

/** Mirrors of our own that are built anew each night, by steps. */
function useBuilds(mirrors: number): readonly Usage[] {
  const builds = mirrors * BUILD.nights;
  const memoryGb = FUNCTIONS['build-mirror'].memoryMb / 1_024;
  return [
    {
      id: 'mirror-builds',
      price: 'lambdaGbSecond',
      quantity: builds * BUILD.seconds * memoryGb,
      grows: 'with platforms',
      values: { seconds: BUILD.seconds },
    },
    {
      id: 'mirror-steps',
      price: 'stateTransition',
      quantity: builds * BUILD.steps,
      grows: 'with platforms',
      values: { steps: BUILD.steps },
    },
  ];
}
