/** One account's view of QQ in OneBot's words: its own message ids, its frames, what it may do. */
import { fromCq, toCq, type Segment } from './cq.ts';
import { pageOf, type Deviations } from './deviations.ts';
import type { FakeQq, Place, QqMessage } from './qq.ts';

export interface SentMessage {
  kind: 'group' | 'private';
  target: number;
  segments: Segment[];
  text: string;
  messageId: number;
  file: { name: string; bytes: Buffer } | null;
}

type Params = Record<string, unknown>;
export type Done = { data: unknown } | { retcode: number; words: string };

const failed = (words: string): Done => ({ retcode: 1200, words });
const unknownAction = (action: string): Done => ({ retcode: 1404, words: `不支持的Api ${action}` });

export class FakeAccount {
  readonly self: number;
  /** Whether QQ has it online. */
  online = true;
  private readonly qq: FakeQq;
  private readonly friends: readonly number[];
  private readonly deviations: Deviations;
  private readonly onSent: (message: SentMessage) => void;

  constructor(options: {
    self: number;
    qq: FakeQq;
    friends: readonly number[];
    deviations: Deviations;
    onSent(message: SentMessage): void;
  }) {
    this.self = options.self;
    this.qq = options.qq;
    this.friends = options.friends;
    this.deviations = options.deviations;
    this.onSent = options.onSent;
  }

  /** Each account numbers messages its own way. */
  idOf(seq: number): number {
    return (this.self % 97) * 1_000_000 + seq;
  }
  seqOf(id: unknown): number {
    return Number(id) - (this.self % 97) * 1_000_000;
  }

  /** Whether QQ shows it a message. */
  sees({ place }: QqMessage): boolean {
    return this.online && ('group' in place ? this.qq.isIn(this.self, place.group) : place.pair.includes(this.self));
  }

  frameOf({ seq, time, place, sender, segments }: QqMessage): Params {
    const { cqStrings, paging } = this.deviations;
    const message = segments.map((segment) =>
      segment.type === 'reply'
        ? { type: 'reply', data: { id: String(this.idOf(Number(segment.data['seq']))) } }
        : segment,
    );
    const name = this.qq.nameOf(sender);
    return {
      self_id: this.id(this.self),
      user_id: this.id(sender),
      time,
      message_id: this.id(this.idOf(seq)),
      message_seq: paging === 'napcat' ? this.idOf(seq) : seq,
      message_type: 'group' in place ? 'group' : 'private',
      sub_type: 'group' in place ? 'normal' : 'friend',
      ...('group' in place ? { group_id: this.id(place.group) } : {}),
      sender: { user_id: this.id(sender), nickname: name, card: name, role: 'member' },
      message: cqStrings ? toCq(message) : message,
      message_format: cqStrings ? 'string' : 'array',
      raw_message: toCq(message),
      font: 14,
      post_type: sender === this.self ? 'message_sent' : 'message',
    };
  }

  /** What somebody says, with `reply` ids as this account knows them. */
  heard(segments: readonly Segment[]): Segment[] {
    return segments.map((segment) =>
      segment.type === 'reply' ? { type: 'reply', data: { seq: this.seqOf(segment.data['id']) } } : segment,
    );
  }

  carryOut(action: string, params: Params): Done {
    if (this.deviations.unsupported.includes(action)) return unknownAction(action);
    const group = Number(params['group_id']);
    const user = Number(params['user_id']);
    switch (action) {
      case 'get_login_info':
        return { data: { user_id: this.id(this.self), nickname: '回音' } };
      case 'get_status':
        return { data: { online: this.deviations.lies || this.online, good: true, stat: {} } };
      case 'get_version_info':
        return { data: { app_name: 'FakeOneBot', protocol_version: 'v11', app_version: '1' } };
      case 'send_group_msg':
        return this.send({ group }, group, params['message']);
      case 'send_private_msg':
        return this.send({ pair: [this.self, user] }, user, params['message']);
      case 'upload_group_file':
        return this.upload({ group }, group, params);
      case 'upload_private_file':
        return this.upload({ pair: [this.self, user] }, user, params);
      case 'get_group_root_files':
        return { data: { files: this.files(group), folders: [] } };
      case 'get_group_list':
        return { data: this.groupList() };
      case 'get_friend_list':
        return { data: this.friends.map((id) => ({ user_id: this.id(id), nickname: this.qq.nameOf(id), remark: '' })) };
      case 'get_group_member_list':
        return this.members(group);
      case 'get_group_msg_history':
        return this.history({ group }, params);
      case 'get_friend_msg_history':
        return this.history({ pair: [this.self, user] }, params);
      case 'get_msg': {
        const found = this.qq.find(this.seqOf(params['message_id']));
        return found === undefined ? failed('消息不存在') : { data: this.frameOf(found) };
      }
      case 'delete_msg':
        return this.recall(this.seqOf(params['message_id']));
      default:
        return unknownAction(action);
    }
  }

  private send(place: Place, target: number, message: unknown): Done {
    if (!this.online) return failed('EventChecker Failed: {"result": 1006514, "errMsg": "网络连接异常!"}');
    if ('group' in place && !this.qq.isIn(this.self, place.group)) return failed('群不存在');
    const segments = typeof message === 'string' ? fromCq(message) : (message as Segment[]);
    const { seq } = this.qq.say(place, this.self, this.heard(segments).map(stored));
    const messageId = this.idOf(seq);
    const kind = 'group' in place ? 'group' : 'private';
    this.onSent({ kind, target, segments, text: textOf(segments), messageId, file: null });
    return { data: { message_id: this.id(messageId) } };
  }

  private upload(place: Place, target: number, params: Params): Done {
    if (!this.online) return failed('rich media transfer failed');
    const name = String(params['name']);
    const file = String(params['file']);
    if (!file.startsWith('base64://')) return failed(`识别URL失败, uri= ${file.slice(0, 80)}`);
    if (/[:*?"<>|/\\]/.test(name)) return failed(`文件名 ${name} 不合法`);
    const bytes = Buffer.from(file.slice('base64://'.length), 'base64');
    const size = String(bytes.length);
    const { seq } = this.qq.say(place, this.self, [{ type: 'file', data: { file: name, file_size: size } }]);
    if ('group' in place) this.qq.upload(place.group, this.self, name, bytes.length);
    const kind = 'group' in place ? 'group' : 'private';
    this.onSent({
      kind,
      target,
      segments: [],
      text: `[文件：${name}]`,
      messageId: this.idOf(seq),
      file: { name, bytes },
    });
    return { data: { file_id: `/${seq}` } };
  }

  private files(group: number): Params[] {
    return this.qq.files
      .filter((file) => file.group === group)
      .map(({ name, size, uploader, time }, index) => ({
        group_id: this.id(group),
        file_id: `/file-${index}`,
        file_name: name,
        file_size: size,
        busid: 102,
        upload_time: time,
        uploader: this.id(uploader),
        uploader_name: this.qq.nameOf(uploader),
      }));
  }

  private groupList(): Params[] {
    return this.qq.groups
      .filter((group) => this.qq.isIn(this.self, group.id))
      .map(({ id, members }) => ({
        group_id: this.id(id),
        group_name: `群${id}`,
        member_count: members.length,
        max_member_count: 200,
      }));
  }

  private members(id: number): Done {
    const group = this.qq.group(id);
    if (group === undefined || !this.qq.isIn(this.self, id)) return failed(`群${id}不存在`);
    const everybody = [...group.members, { id: this.self, name: '回音' }];
    return {
      data: everybody.map((member) => ({
        group_id: this.id(id),
        user_id: this.id(member.id),
        nickname: member.name,
        card: '',
        role: group.admins?.includes(member.id) === true ? 'admin' : 'member',
      })),
    };
  }

  private history(place: Place, params: Params): Done {
    const asked = params['message_seq'];
    const found = pageOf(this.qq.history(place), {
      count: Number(params['count'] ?? 20),
      from: asked === undefined || asked === 0 ? null : this.pageStart(asked),
      reversed: params['reverseOrder'] === true,
      paging: this.deviations.paging,
    });
    return found.length === 0 && this.deviations.emptyHistoryFails
      ? failed(`消息${String(asked)}不存在`)
      : { data: { messages: found.map((message) => this.frameOf(message)) } };
  }

  private pageStart(asked: unknown): number {
    return this.deviations.paging === 'napcat' ? this.seqOf(asked) : Number(asked);
  }

  private recall(seq: number): Done {
    const message = this.qq.find(seq);
    if (message === undefined) return failed('Recall failed');
    const { place, sender } = message;
    const isAdmin = 'group' in place && this.qq.group(place.group)?.admins?.includes(this.self) === true;
    if (sender !== this.self && !isAdmin) return failed('Recall failed');
    this.qq.recall(seq);
    return { data: null };
  }

  private id(id: number): number | string {
    return this.deviations.stringIds ? String(id) : id;
  }
}

/** QQ keeps a picture under a name of its own. */
const stored = (segment: Segment): Segment =>
  segment.type === 'image'
    ? { type: 'image', data: { file: 'PICTURE.png', url: 'https://multimedia.example/PICTURE.png', sub_type: 0 } }
    : segment;

const textOf = (segments: readonly Segment[]): string =>
  segments
    .map(({ type, data }) =>
      type === 'text'
        ? String(data['text'])
        : type === 'at'
          ? `@${String(data['qq'])}`
          : type === 'reply'
            ? ''
            : `[${type}]`,
    )
    .join('');
