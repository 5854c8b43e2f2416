/** What the page of the console on AWS loads: beside the bundle of its function, under their own names. */
export const CONSOLE_FILES = [
  'web/console/client/console-signed.js',
  'web/console/client/console-kept.js',
  'web/console/client/console-element.js',
  'web/console/client/console-ask.js',
  'web/console/client/console-copy.js',
  'web/console/client/console-page.js',
  'web/console/client/console-chart.js',
  'web/console/client/chart-options.js',
  'node_modules/uplot/dist/uPlot.iife.min.js',
  'web/console/client/console-patch.js',
  'web/console/client/sign-in.js',
] as const;
