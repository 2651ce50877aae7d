/** Scenes of a play build on each other: after one that failed, the others would only fail for something else. */
import { beforeEach, expect } from 'vitest';

if ((expect.getState().testPath ?? '').includes('/test/plays/'))
  beforeEach(({ task, skip }) => {
    const failed = task.suite?.tasks.find((scene) => scene.type === 'test' && scene.result?.state === 'fail');
    if (failed !== undefined) skip(`after a scene that failed: ${failed.name}`);
  });
