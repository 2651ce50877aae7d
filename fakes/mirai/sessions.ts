/** Sessions as mirai-api-http keeps them: verified, then bound; forgotten when unbound too long or held by nobody. */
import { randomBytes } from 'node:crypto';
import { Refused } from './codes.ts';

export interface Session {
  key: string;
  bound: boolean;
  /** HTTP clients and sockets that hold it. */
  holders: number;
  verifiedAt: number;
}

export class Sessions {
  private readonly sessions = new Map<string, Session>();
  private readonly verifyKey: string;
  private readonly qq: number;
  private readonly unboundMs: number;

  constructor(options: { verifyKey: string; qq: number; unboundMs: number }) {
    this.verifyKey = options.verifyKey;
    this.qq = options.qq;
    this.unboundMs = options.unboundMs;
  }

  get size(): number {
    return this.sessions.size;
  }

  checkKey(key: unknown): void {
    if (key !== this.verifyKey) throw new Refused(1);
  }

  create(): Session {
    const session = { key: randomBytes(4).toString('hex'), bound: false, holders: 0, verifiedAt: Date.now() };
    this.sessions.set(session.key, session);
    return session;
  }

  bind(key: unknown, qq: number): void {
    const session = this.find(key);
    if (qq !== this.qq) throw new Refused(2);
    if (session.bound) return;
    session.bound = true;
    session.holders += 1;
  }

  /** @throws Refused 3 where there is none */
  find(key: unknown): Session {
    const session = this.sessions.get(String(key));
    if (session === undefined) throw new Refused(3);
    if (!session.bound && Date.now() - session.verifiedAt > this.unboundMs) {
      this.sessions.delete(session.key);
      throw new Refused(3);
    }
    return session;
  }

  /** @throws Refused 3, or 4 when it is not bound to an account yet */
  findBound(key: unknown): Session {
    const session = this.find(key);
    if (!session.bound) throw new Refused(4);
    return session;
  }

  letGo(session: Session): void {
    session.holders -= 1;
    if (session.holders <= 0) this.sessions.delete(session.key);
  }

  /** As after 180 idle seconds, a restart, or an administrator. */
  forgetAll(): void {
    this.sessions.clear();
  }
}
