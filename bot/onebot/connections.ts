/** Every way accounts are connected: servers that are gone to, accounts that come by themselves; each has its link. */
import type { Instant } from '../../domain/time.ts';
import { Dialer } from './dialer.ts';
import { Link, type LinkOptions, type LinkState } from './link.ts';
import { isLoopback } from './loopback.ts';
import { ReverseServer } from './reverse.ts';

export interface ConnectionsOptions extends Omit<LinkOptions, 'name' | 'account' | 'onChange'> {
  /** Servers to go to, one account each. */
  urls: readonly string[];
  /** Where accounts may come to; port 0 takes any free one. Null where none may. */
  reverse: { host: string; port: number } | null;
  token: string;
  reconnectMs: { first: number; longest: number };
  clock: () => Instant;
  onLink(link: Link): void;
  /** @param went whether it came online or went offline just now; null for any other change */
  onChange(link: Link, went: 'up' | 'down' | null): void;
  /** What stands in the way of accounts that come has changed. */
  onTrouble(): void;
}

export class Connections {
  private readonly options: ConnectionsOptions;
  private readonly dialers: Dialer[] = [];
  private readonly callers = new Map<string, Link>();
  private readonly server: ReverseServer | null;

  /** @throws Error in Chinese when the token is empty and others than this machine could make use of that */
  constructor(options: ConnectionsOptions) {
    this.options = options;
    const { urls, reverse, token } = options;
    const hosts = [...urls.map((url) => new URL(url).hostname), ...(reverse === null ? [] : [reverse.host])];
    if (token === '' && !hosts.every(isLoopback))
      throw new Error('ONEBOT_TOKEN 不能为空：连接不只在本机，没有令牌谁都可以冒充机器人');
    for (const url of urls) this.dialers.push(this.dialerTo(url));
    this.server = reverse === null ? null : this.serverAt(reverse);
  }

  async start(): Promise<void> {
    for (const dialer of this.dialers) dialer.start();
    await this.server?.start();
  }

  /** No more connections; those that are open are the links' to close. */
  async stop(closeLinks: () => void): Promise<void> {
    for (const dialer of this.dialers) dialer.stop();
    closeLinks();
    await this.server?.stop();
  }

  /** Where accounts may come to, as it is written where they are set up. */
  get reverseUrl(): string | null {
    const { reverse } = this.options;
    if (reverse === null || this.server === null) return null;
    const host = /^(?:0\.0\.0\.0|\[?::\]?)$/.test(reverse.host) ? '这台机器的地址' : reverse.host;
    return `ws://${host}:${this.server.port}`;
  }

  /** Why accounts that should come do not; null when none is missed. */
  get trouble(): string | null {
    if (this.server === null) return null;
    return this.server.trouble ?? (this.callers.size === 0 ? `等账号来连 ${this.reverseUrl}` : null);
  }

  private dialerTo(url: string): Dialer {
    const { token, reconnectMs, requestTimeoutMs } = this.options;
    const link = this.addLink(new URL(url).host, null, () => dialer.settled());
    const dialer = new Dialer({
      url,
      token,
      handshakeMs: requestTimeoutMs,
      reconnectMs,
      onOpen: (socket) => link.take(socket, 'Universal'),
      onFail: (reason) => link.fail(reason),
    });
    return dialer;
  }

  private serverAt(address: { host: string; port: number }): ReverseServer {
    const { token, reconnectMs, log, onTrouble } = this.options;
    return new ReverseServer({
      ...address,
      token,
      retryMs: reconnectMs.first,
      log,
      onTrouble,
      onSocket: (account, role, socket) => {
        const link = this.callers.get(account) ?? this.addLink(account, account, () => undefined);
        this.callers.set(account, link);
        if (link.isOnline && role !== 'Event')
          log.warn({ account }, 'a OneBot account came once more; its connection before this one is given up');
        link.take(socket, role);
      },
    });
  }

  private addLink(name: string, account: string | null, onOnline: () => void): Link {
    let was: LinkState['kind'] = 'connecting';
    const link = new Link({
      ...this.options,
      name,
      account,
      onChange: (changed) => {
        const { kind } = changed.state;
        const went = kind === was ? null : kind === 'online' ? 'up' : was === 'online' ? 'down' : null;
        was = kind;
        if (kind === 'online') onOnline();
        this.options.onChange(changed, went);
      },
    });
    this.options.onLink(link);
    return link;
  }
}
