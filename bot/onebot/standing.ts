/** Whether QQ has an account online, gathered from what its server says; some servers say that all is well whatever happens. */
import type { Instant } from '../../domain/time.ts';

export class Standing {
  /** Why the account is offline in QQ; null while it is online as far as anybody says. */
  trouble: string | null = null;
  private since: Instant = 0;
  /** QQ threw the account out: until the server has said so as well, its "online" proves nothing. */
  private doubted = false;

  /** From a heartbeat or `get_status`; null says nothing. */
  told(online: boolean | null, at: Instant): void {
    if (online === true && !this.doubted) this.trouble = null;
    if (online !== false) return;
    this.doubted = false;
    if (this.trouble === null) this.down('账号在 QQ 里离线，请到 OneBot 程序里重新登录', at);
  }

  kicked(words: string, at: Instant): void {
    this.down(`被 QQ 下线${words === '' ? '' : `（${words}）`}，请到 OneBot 程序里重新登录`, at);
    this.doubted = true;
  }

  disabled(at: Instant): void {
    this.down('账号在 OneBot 程序里停用了', at);
  }

  /** Somebody was heard: QQ sends messages only to those who are online. What was said before may come late. */
  heard(at: Instant): void {
    if (this.trouble !== null && at > this.since) this.renew();
  }

  /** A new connection or a new start: what was known is void. */
  renew(): void {
    this.trouble = null;
    this.doubted = false;
  }

  private down(trouble: string, at: Instant): void {
    this.trouble = trouble;
    this.since = at;
  }
}
