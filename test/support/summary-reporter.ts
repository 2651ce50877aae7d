/** Prints `N passed, N failed` as the very last line of a run, for people and programs that read only that. */
import { untouched } from './untouched.ts';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/**
 * Counts test cases. A file that does not load, a hook that fails outside every test and an error nobody caught count
 * as one failure each; a test that never came to its end has failed too.
 */
export const count = (modules: readonly TestModule[], uncaught: readonly SerializedError[]) => {
  const counts = { passed: 0, failed: uncaught.length, skipped: 0 };
  for (const module of modules) {
    counts.failed += module.errors().length > 0 ? 1 : 0;
    for (const suite of module.children.allSuites()) counts.failed += suite.errors().length > 0 ? 1 : 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      counts[state === 'pending' ? 'failed' : state] += 1;
    }
  }
  return counts;
};

export default class SummaryReporter implements Reporter {
  #counts = { passed: 0, failed: 0, skipped: 0 };

  onInit(): void {
    // At exit, for vitest and the global teardown may still print after the run has ended.
    process.once('exit', (code) => {
      const { passed, failed, skipped } = this.#counts;
      const atLeast = code === 0 ? failed : Math.max(failed, 1); // a set-up that fails reports no test at all
      process.stdout.write(`${passed} passed, ${atLeast} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], uncaught: readonly SerializedError[]): void {
    this.#counts = count(modules, uncaught);
    const folder = process.env['HUIYIN_TOUCHED'];
    const left =
      folder === undefined
        ? null
        : untouched(
            folder,
            modules.map(({ moduleId }) => moduleId),
          );
    if (left === null || left.length === 0) return;
    process.stdout.write(`\nNo play comes to:\n${left.map((one) => `  ${one}\n`).join('')}`);
    this.#counts.failed += 1;
    process.exitCode = 1;
  }
}
