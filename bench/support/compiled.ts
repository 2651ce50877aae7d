/** Compiles what is measured as it is compiled for production: tsx would wrap every function to keep its name. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../tsconfig.json', import.meta.url));
const assets = fileURLToPath(new URL('../../scripts/copy-assets.mjs', import.meta.url));
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** Compiles into `dist`; the path of a compiled benchmark process by its name. */
export function compile(): (name: string) => string {
  for (const step of [[compiler, '-p', project], [assets]]) {
    const { status } = spawnSync(process.execPath, step, { stdio: ['ignore', 'inherit', 'inherit'] });
    if (status !== 0) throw new Error('the benchmark does not compile');
  }
  return (name) => fileURLToPath(new URL(`../../dist/bench/${name}.js`, import.meta.url));
}
