/** Requests to mirai-api-http that mirai-js cannot make: file uploads, fresh member lists, history, and their codes. */

import axios, { type AxiosRequestConfig } from 'axios';
import { neverLeft, wordsOf } from './network.ts';

/** `refused`: it never got there or is not known there. `lost`: nobody knows what became of it. */
export type Answer =
  | { kind: 'answered'; code: number; words: string; data: unknown; body: Readonly<Record<string, unknown>> }
  | { kind: 'refused'; reason: string }
  | { kind: 'lost'; reason: string };

export class MahHttp {
  private readonly baseUrl: string;
  private readonly sessionKey: string;
  private readonly timeoutMs: number;

  constructor(baseUrl: string, sessionKey: string, timeoutMs: number) {
    this.baseUrl = baseUrl;
    this.sessionKey = sessionKey;
    this.timeoutMs = timeoutMs;
  }

  get(path: string, params: Record<string, string> = {}): Promise<Answer> {
    return this.request({ method: 'GET', url: path, params: { sessionKey: this.sessionKey, ...params } });
  }

  post(path: string, body: object): Promise<Answer> {
    return this.request({ method: 'POST', url: path, data: { sessionKey: this.sessionKey, ...body } });
  }

  /** @param name goes out as it is, in UTF-8: the server decodes nothing else */
  upload(path: string, fields: Record<string, string>, name: string, bytes: Buffer): Promise<Answer> {
    const form = new FormData();
    form.append('sessionKey', this.sessionKey);
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    return this.request({ method: 'POST', url: path, data: form });
  }

  private async request(asked: AxiosRequestConfig): Promise<Answer> {
    try {
      const { status, data: body } = await axios.request<unknown>({
        ...asked,
        baseURL: this.baseUrl,
        // Counts from the beginning; axios's own timeout counts from the last byte.
        signal: AbortSignal.timeout(this.timeoutMs),
        validateStatus: null,
      });
      const reason = `HTTP ${status}`;
      if (status >= 500) return { kind: 'lost', reason };
      if (status !== 200) return { kind: 'refused', reason };
      if (typeof body !== 'object' || body === null) return { kind: 'lost', reason: '回答不是 JSON' };
      const { code = 0, msg = '', data = null } = body as Record<string, unknown>;
      return { kind: 'answered', code: Number(code), words: String(msg), data, body: { ...body } };
    } catch (error) {
      const reason = wordsOf(error);
      return { kind: neverLeft(reason) ? 'refused' : 'lost', reason };
    }
  }
}
