/** The WebSocket side of the fake server: letting clients in, pushing to them, taking their commands. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Packet } from './account.ts';
import { answerTo, Refused } from './codes.ts';
import { readJson } from './requests.ts';
import type { Session, Sessions } from './sessions.ts';

/** What the real server puts into pushes that answer nothing. */
const RESERVED = '-1';
const NAMES: ReadonlySet<string> = new Set(['message', 'event', 'all']);

interface Channel {
  name: string;
  socket: WebSocket;
  session: Session;
}

export interface ChannelOptions {
  sessions: Sessions;
  qq: number;
  /** Answers a command; null: never. */
  command(name: string, params: object, session: Session): Promise<object | null>;
}

export class Channels {
  private readonly options: ChannelOptions;
  private readonly server = new WebSocketServer({ noServer: true });
  private channels: Channel[] = [];

  constructor(options: ChannelOptions) {
    this.options = options;
  }

  /** Clients that were let in. */
  get size(): number {
    return this.channels.length;
  }

  /** @param toldOff whatever key the client has is wrong */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, toldOff: boolean): void {
    this.server.handleUpgrade(request, socket, head, (client) => {
      client.on('error', () => undefined);
      const url = new URL(request.url ?? '/', 'http://server');
      try {
        if (toldOff) throw new Refused(1);
        this.letIn(url, client);
      } catch (error) {
        // As the real server does: the code in a frame, then a close that looks like any other.
        const refusal = answerTo(error);
        client.send(JSON.stringify({ syncId: '', data: refusal }));
        client.close(1000, refusal.msg);
      }
    });
  }

  /** To every session that listens for this kind. */
  push(packet: Packet): void {
    const listening = packet.messageChain === undefined ? 'event' : 'message';
    const text = JSON.stringify({ syncId: RESERVED, data: packet });
    for (const { name, socket } of this.channels) if (name === listening || name === 'all') socket.send(text);
  }

  pushRaw(text: string): void {
    for (const { socket } of this.channels) socket.send(text);
  }

  freeze(): void {
    for (const { socket } of this.channels) (socket as unknown as { _socket: { pause(): void } })._socket.pause();
  }

  close(code: number): void {
    for (const { socket } of this.channels) socket.close(code);
  }

  terminate(): void {
    for (const socket of this.server.clients) socket.terminate();
  }

  private letIn(url: URL, socket: WebSocket): void {
    const { sessions, qq } = this.options;
    const name = url.pathname.slice(1);
    sessions.checkKey(url.searchParams.get('verifyKey'));
    const key = url.searchParams.get('sessionKey');
    const account = url.searchParams.get('qq');
    let session: Session;
    if (key === null) {
      if (account === null) throw new Refused(400);
      if (Number(account) !== qq) throw new Refused(2);
      session = sessions.create();
      sessions.bind(session.key, qq);
    } else {
      session = sessions.findBound(key);
      session.holders += 1;
    }
    // One socket a channel and session: the newer one wins.
    for (const other of this.channels) if (other.session === session && other.name === name) other.socket.close(1000);
    this.channels.push({ name, socket, session });
    socket.send(JSON.stringify({ syncId: '', data: { code: 0, session: session.key } }));
    socket.on('message', (text) => void this.take(socket, session, (text as Buffer).toString('utf8')));
    socket.on('close', () => {
      this.channels = this.channels.filter((channel) => channel.socket !== socket);
      sessions.letGo(session);
    });
  }

  private async take(socket: WebSocket, session: Session, text: string): Promise<void> {
    let syncId: unknown = '';
    try {
      const { command, content, ...rest } = readJson(text);
      ({ syncId } = rest);
      const data = await this.options.command(String(command), content ?? {}, session);
      if (data !== null) socket.send(JSON.stringify({ syncId, data }));
    } catch (error) {
      socket.send(JSON.stringify({ syncId, data: answerTo(error) }));
    }
  }
}

export const isChannel = (path: string): boolean => NAMES.has(path.slice(1));
