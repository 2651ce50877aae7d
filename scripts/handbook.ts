/** Writes docs/handbook.md: `npx tsx scripts/handbook.ts`. */
import { writeFileSync } from 'node:fs';
import { handbook } from '../commands/handbook.ts';

writeFileSync(new URL('../docs/handbook.md', import.meta.url), handbook());
