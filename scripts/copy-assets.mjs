// Copies what the compiler leaves behind into dist: the migrations, the web console's files, the fonts of the pictures.
import { cpSync, existsSync, rmSync } from 'node:fs';

for (const folder of ['db/migrations', 'web/public', 'reports/fonts']) {
  const from = new URL(`../${folder}`, import.meta.url);
  const to = new URL(`../dist/${folder}`, import.meta.url);
  rmSync(to, { recursive: true, force: true });
  if (existsSync(from)) cpSync(from, to, { recursive: true });
}
