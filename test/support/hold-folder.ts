/**
 * Run by tests as a process of its own: `hold-folder.ts open|lock <folder>` says `ready`, waits for a line, then opens
 * (or only locks) the folder, says what came of it as JSON, and holds it until its standard input closes.
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { connect } from '../../db/connect.ts';
import { lockFolder } from '../../db/lock-file.ts';
import { DatabaseUnavailable } from '../../db/unavailable.ts';

const [, , how, folder = ''] = process.argv;
const say = (what: object): boolean => process.stdout.write(`${JSON.stringify(what)}\n`);
const input = createInterface({ input: process.stdin });
const ended = once(input, 'close');

say({ ready: true });
await once(input, 'line');
try {
  const release = how === 'lock' ? await lockFolder(folder) : (await connect({ dataDir: folder })).close;
  say({ held: true });
  await ended;
  await release();
} catch (error) {
  say({ problem: error instanceof DatabaseUnavailable ? error.problem : String(error) });
}
process.exit();
