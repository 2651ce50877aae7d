/** What the bot that runs on this machine says of itself, for commands that are run beside it. */
import type { ConnectionState } from '../bot/port.ts';

/**
 * How it is connected to a platform; null when no bot answers.
 * @param port of its console
 */
export async function runningState(port: number, platform: string): Promise<ConnectionState | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/state`, { signal: AbortSignal.timeout(2000) });
    const { connections } = (await answer.json()) as { connections: { platform: string; state: ConnectionState }[] };
    return connections.find((connection) => connection.platform === platform)?.state ?? null;
  } catch {
    return null;
  }
}
