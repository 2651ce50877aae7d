/** How the tests run: two databases behind one door, one worker per core, a count at the very end. */
import { defineConfig } from 'vitest/config';
import LongestFirst from './test/support/longest-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // in this order: the second loads every command, and with them the press
    setupFiles: ['test/support/made-once.ts', 'test/support/record-touched.ts', 'test/support/play-ends.ts'],
    reporters: ['default', './test/support/summary-reporter.ts'],
    sequence: { sequencer: LongestFirst },
    pool: 'forks', // a process each: PGlite keeps the event loop busy, and some tests change the effective user
    maxWorkers: '100%', // the default leaves one core idle
    isolate: false, // modules are loaded once per worker; no test may leave anything behind
    testTimeout: 60_000, // a scene lives through months of work; ten times as slow it still comes to its end
    expect: { poll: { timeout: 20_000 } }, // what has to come about comes about, however busy the machine is
    hookTimeout: 60_000, // the first database test waits for a server and a template to be made
    teardownTimeout: 15_000,
  },
});
