/** What is used of mirai-js, typed here: its own types hide the socket and promise results it does not give. */
import type { WebSocket } from 'ws';

export interface ChainElement {
  type: string;
  [field: string]: unknown;
}

export interface Outgoing {
  group?: number;
  friend?: number;
  /** To a member of `group` who is no friend. */
  temp?: boolean;
  quote?: number;
  message: readonly ChainElement[];
}

/** Every method throws an Error with the server's words, and nothing else of the answer, when it is refused. */
export interface MiraiBot {
  /** Set once it was opened, the session's key as soon as there is one. */
  config: { baseUrl: string; verifyKey: string; qq: number; sessionKey: string } | undefined;
  wsConnection: WebSocket | undefined;
  open(options: { baseUrl: string; verifyKey: string; qq: number }): Promise<void>;
  /** Resolves with the message id, −1 when QQ swallowed it; undefined after code 500. */
  sendMessage(message: Outgoing): Promise<number | undefined>;
  getMemberList(of: { group: number }): Promise<{ id: number }[]>;
  /** Undefined after code 500. */
  getMessageById(of: { messageId: number; target: number }): Promise<unknown>;
}
