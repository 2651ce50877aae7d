/** Uploads to the fake server: pictures for later messages, and files into a group. */
import { randomUUID } from 'node:crypto';
import { long, Refused } from './codes.ts';
import type { World } from './actions.ts';

/** Characters QQ takes in no file name. */
const FORBIDDEN = /[:*?"<>|]/;

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  if (typeof value !== 'string') throw new Refused(400, `参数错误，缺少字段: ${name}`);
  return value;
};

const file = (form: FormData, name: string): File => {
  const value = form.get(name);
  if (value === null || typeof value === 'string') throw new Refused(400, `缺少参数 ${name}`);
  return value;
};

/** Answers without a code, as the real server does. */
export async function uploadImage({ account }: World, form: FormData): Promise<object> {
  const type = text(form, 'type').toLowerCase();
  const image = await file(form, 'img').arrayBuffer();
  const contacts = type === 'group' ? account.groups : account.friends;
  if (contacts.length === 0 || image.byteLength === 0) throw new Refused(400, '图片上传错误');
  const imageId = `{${randomUUID().toUpperCase()}}.png`;
  return { imageId, url: `http://gchat.example/${imageId}` };
}

export async function uploadFile(world: World, form: FormData): Promise<object> {
  const path = text(form, 'path');
  if (text(form, 'type') !== 'group') throw new Refused(6);
  const target = long({ target: text(form, 'target') }, 'target');
  const given = file(form, 'file');
  // A group the account is not in is a null pointer there.
  if (!world.account.groups.some((group) => group.id === target)) throw new Refused(500);
  if (FORBIDDEN.test(given.name)) throw new Refused(500, `invalid file name: ${given.name}`);
  const bytes = Buffer.from(await given.arrayBuffer());
  const messageId = world.account.nextId();
  world.keep({
    kind: 'group',
    via: 'file',
    target,
    chain: [{ type: 'File', id: `/${messageId}`, name: given.name, size: bytes.length }],
    quote: null,
    text: `[文件：${given.name}]`,
    messageId,
    file: { name: given.name, bytes },
  });
  return {
    code: 0,
    msg: '',
    data: { name: given.name, id: `/${messageId}`, path: `${path}/${given.name}`, isFile: true, isDirectory: false },
  };
}
