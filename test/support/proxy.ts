/** A door in front of a real server that can be shut, frozen, or made to lie about the server's version. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Proxy {
  /** The server's URL through this door. */
  readonly url: string;
  /** Cuts every connection and refuses new ones until `mend`. */
  cut(): Promise<void>;
  /** Refuses new connections until `mend`, and leaves those that are. */
  shut(): void;
  mend(): Promise<void>;
  /** Keeps connections open and passes nothing on. */
  freeze(): void;
  close(): Promise<void>;
}

/** @param version two digits that replace the server's major version, e.g. `14` */
export const openProxy = async (serverUrl: string, version?: string): Promise<Proxy> => {
  const target = new URL(serverUrl);
  const pairs = new Set<Socket>();
  let frozen = false;
  const pass = (from: Socket, to: Socket, change: (chunk: Buffer) => void): void => {
    pairs.add(from);
    from.on('error', () => {});
    from.on('close', () => {
      pairs.delete(from);
      to.destroy();
    });
    from.on('data', (chunk) => {
      change(chunk);
      if (!frozen) to.write(chunk);
    });
  };
  const lie = (chunk: Buffer): void => {
    const at = chunk.indexOf('server_version\0');
    if (version && at >= 0) chunk.write(version, at + 'server_version\0'.length, 'latin1');
  };
  const door = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    pass(near, far, () => {});
    pass(far, near, lie);
  });
  let closed: Promise<unknown> = Promise.resolve();
  const open = async (port: number): Promise<void> => {
    door.listen(port, '127.0.0.1');
    await once(door, 'listening');
    closed = once(door, 'close'); // from now on: once shut, it closes with its last caller, before anybody waits for it
  };
  const cut = async (): Promise<void> => {
    if (door.listening) door.close();
    for (const socket of pairs) socket.destroy();
    await closed;
  };
  await open(0);
  const { port } = door.address() as AddressInfo;
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    cut,
    shut: () => void door.close(),
    mend: () => open(port),
    freeze: () => {
      frozen = true;
    },
    close: cut,
  };
};
