/** WeCom's error codes as outcomes: what to say, and whether another try can help. */
import type { SendOutcome } from '../port.ts';

/** The connection is open and the robot not logged in on it. */
export const NOT_SUBSCRIBED = 846609;
/** Nobody has a webhook of this key. */
export const UNKNOWN_KEY = 93000;

const known: Readonly<Record<number, { words: string; retryable: boolean }>> = {
  [-1]: { words: '企业微信系统繁忙', retryable: true },
  40006: { words: '文件太大、太小或是空的', retryable: false },
  40007: { words: '素材已过期，请重新上传', retryable: true },
  40008: { words: '企业微信不接受这种消息', retryable: false },
  40009: { words: '图片太大或格式不对', retryable: false },
  40058: { words: '内容太长或参数不对', retryable: false },
  40201: { words: '内容被企业微信的反垃圾检查拦下', retryable: false },
  44004: { words: '内容是空的', retryable: false },
  45002: { words: '内容太长', retryable: false },
  45009: { words: '超过企业微信的发送频率', retryable: true },
  45033: { words: '超过企业微信的并发限制', retryable: true },
  [UNKNOWN_KEY]: { words: '群机器人地址无效或已被移除，请核对 WECOM_WEBHOOKS', retryable: false },
  93006: {
    words: '机器人还不能在这里发言：群里先有人 @它一次，私聊先由本人给它发一条消息；也请核对名册里的群号和账号',
    retryable: false,
  },
  846607: { words: '超过企业微信的发送频率', retryable: true },
  [NOT_SUBSCRIBED]: { words: '机器人的登录已失效，正在重新登录', retryable: true },
};

/** Codes of wrong parameters and missing rights: the same request fails the same way. Others may pass. */
const isFinal = (errcode: number): boolean =>
  (errcode >= 40_000 && errcode < 45_000) || (errcode >= 48_000 && errcode < 49_000);

/** A refusal with WeCom's own words behind ours; addresses and request hints in them are nobody's business. */
export function refusal(errcode: number, errmsg: string): SendOutcome & { kind: 'rejected' } {
  const { words, retryable } = known[errcode] ?? { words: '企业微信拒绝了消息', retryable: !isFinal(errcode) };
  const theirs = errmsg.replace(/,? *(?:hint:|from ip:|more info at).*$/s, '').trim();
  return { kind: 'rejected', reason: `${words}（${[errcode, theirs].join(' ').trim()}）`, retryable };
}
