import { runProcess } from '../cli/frame-process.ts';

await runProcess();
