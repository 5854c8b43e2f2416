import { startSinks } from '../../home/sinks/start-sinks.ts';

// The sinks of a bench as a process of their own, so that they share no thread with the sender.

const sinks = await startSinks({ dataFolder: process.argv[2] ?? '.', address: '127.0.0.1' });
process.send?.({ smtp: sinks.smtp, sms: sinks.sms });
