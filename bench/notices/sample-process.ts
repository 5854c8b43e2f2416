import { readSampleSchools } from './sample-schools.ts';

// Reads the sample in a process of its own, so that another one's memory is its own. Prints JSON.

process.stdout.write(JSON.stringify(await readSampleSchools()));
