/**
 * What came of one mutant.
 *
 * - `killed`: a test failed with it, and passed again without.
 * - `timeout`: a test did not end with it, or filled the memory.
 * - `survived`: every test that runs the place passes.
 * - `uncovered`: no test runs the place.
 */
export type Outcome = 'killed' | 'timeout' | 'survived' | 'uncovered';
