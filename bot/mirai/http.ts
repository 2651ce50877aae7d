/** Requests to mirai-api-http that mirai-js cannot make: file uploads, fresh member lists, history, and their codes. */

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
    const url = new URL(path, this.baseUrl);
    url.search = new URLSearchParams({ sessionKey: this.sessionKey, ...params }).toString();
    return request(url, {}, this.timeoutMs);
  }

  post(path: string, body: object): Promise<Answer> {
    return request(
      new URL(path, this.baseUrl),
      {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=UTF-8' },
        body: JSON.stringify({ sessionKey: this.sessionKey, ...body }),
      },
      this.timeoutMs,
    );
  }

  /** @param name goes out as it is, in UTF-8: the server decodes nothing else */
  upload(path: string, fields: Record<string, string>, name: string, bytes: Buffer): Promise<Answer> {
    const form = new FormData();
    form.append('sessionKey', this.sessionKey);
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    return request(new URL(path, this.baseUrl), { method: 'POST', body: form }, this.timeoutMs);
  }
}

async function request(url: URL, init: RequestInit, timeoutMs: number): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    const reason = `HTTP ${response.status}`;
    if (response.status >= 500) return { kind: 'lost', reason };
    if (!response.ok) return { kind: 'refused', reason };
    const body = (await response.json()) as Record<string, unknown> | null;
    const { code = 0, msg = '', data = null } = body ?? {};
    return { kind: 'answered', code: Number(code), words: String(msg), data, body: body ?? {} };
  } catch (error) {
    const reason = wordsOf(error);
    return { kind: neverLeft(reason) ? 'refused' : 'lost', reason };
  }
}
