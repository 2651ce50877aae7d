/**
 * The ledger of 100,000 issues from a real PostgreSQL: seconds, size, and the most memory the whole process ever had,
 * Node included: `npm run build && npx tsx bench/ledger.ts [issues]`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { connect } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { exportLedger, ledgerOf } from '../services/ledger/export.ts';
import { readRoster } from '../services/roster-memory.ts';
import { seedDistrict } from '../test/support/district.ts';
import { startPostgres } from '../test/support/start-postgres.ts';

/** Issues a statement makes. */
const SEEDED = 5000;
const issues = Number(process.argv[2] ?? 100_000);
const server = await startPostgres();
const folder = mkdtempSync(join(tmpdir(), 'huiyin-ledger-'));
const file = join(folder, 'ledger.xlsx');
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** The most memory a process had so far, MB (Linux). */
const peakOf = (pid: number): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
};

/** Runs the program and watches its memory. */
async function measured(...args: string[]): Promise<{ seconds: number; peak: number }> {
  const began = performance.now();
  const env = { ...process.env, DATABASE_URL: server.url, DATA_DIR: folder, LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, [main, ...args], { env, stdio: 'inherit' });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let peak = 0;
  const watching = setInterval(() => {
    try {
      peak = Math.max(peak, peakOf(child.pid ?? 0));
    } catch {
      // It has just ended.
    }
  }, 20);
  const code = await ended;
  clearInterval(watching);
  if (code !== 0) throw new Error(`${args.join(' ')} failed`);
  return { seconds: (performance.now() - began) / 1000, peak };
}

try {
  const db = await connect({ url: server.url });
  await migrate(db);
  await seedDistrict(db);
  const baseline = await measured('settings', 'digest.listed');
  // A statement may not take longer than a service's would.
  for (let from = 1; from <= issues; from += SEEDED) {
    const range = [from, Math.min(issues, from + SEEDED - 1)];
    await db.query(
      `insert into issues (number, version, status, reported_at, reporter, duty, source, place, content, resident, category,
         urgency, route, unit, holding, due, extensions, returns, reopened, touched_at)
       select n, 3, 'handling', now() - n * interval '1 minute', 1, 1, 'console:group:cluster', 21,
         '第' || n || '件：小区下水道堵塞，污水漫到路面，多次报修没有人来，老人出行不便，希望尽快处理', '王*', 1 + n % 6,
         'normal', 'platform', 1 + n % 4, 1, now(), 0, 0, 0, now()
       from generate_series($1::int, $2::int) n`,
      range,
    );
    await db.query(
      `insert into events (issue, seq, type, at, actor, source, data)
       select n, 1, 'progressed', now(), 1, 'bench', '{"text": "已到现场查看，联系施工单位"}' from generate_series($1::int, $2::int) n`,
      range,
    );
  }
  await db.query('analyze', []);

  // As a running bot does it for a download: how long is everybody else kept waiting?
  const readers = await readRoster(db);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for await (const chunk of await exportLedger({ db, readers: () => readers }, ledgerOf(null), 0)) void chunk;
  delay.disable();
  await db.close();
  const { seconds, peak } = await measured('ledger', file);
  const megabytes = statSync(file).size / 1024 / 1024;
  print(
    `${issues} issues: ${seconds.toFixed(1)} s, ${megabytes.toFixed(1)} MB, at most ${peak.toFixed(0)} MB of memory; the program without a ledger ${baseline.peak.toFixed(0)} MB; in a running bot the event loop was held up at most ${(delay.max / 1e6).toFixed(0)} ms`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
  await server.stop();
}
