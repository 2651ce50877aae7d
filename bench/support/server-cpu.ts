/** Processor time of a PostgreSQL server's processes, where the system tells it (Linux). */
import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts in hundredths of a second, whatever its own ticks. */
const TICK_US = 10_000;

/** Fields of /proc/<pid>/stat behind the name, which may hold anything: state, parent, …, user and system time. */
function statOf(pid: string): { parent: number; ticks: number } | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return null; // not Linux, or the process ended meanwhile
  }
}

/** Microseconds all processes of a server have used, told one of its backends; 0 where nobody can say. */
export function cpuOfServer(backend: number): number {
  const postmaster = statOf(String(backend))?.parent;
  if (postmaster === undefined) return 0;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .reduce((sum, stat) => sum + (stat?.parent === postmaster ? stat.ticks * TICK_US : 0), 0);
}
