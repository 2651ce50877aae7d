/** The order of the files: the longest begin first, so that none of them still runs when all others are done. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes over five seconds, longest first; the files themselves are short, and by their size they would come late. */
const longest = [
  'plays/killed',
  'pg/pglite-safety',
  'web/browser',
  'cli/commands',
  'commands/permissions',
  'pg/connect',
];

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = longest.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return place < 0 ? longest.length : place;
};

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files); // the others as vitest would: by how long they took last time, or by size
    return usual.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
