/** How rooms and messages look: elements from data, text only ever as text. */

export const make = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

const pad = (number) => String(number).padStart(2, '0');
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** In Shanghai, whatever the browser thinks. */
export function momentWords(at) {
  const date = new Date(at + 8 * 3600_000);
  const day = `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
  return `${day} ${weekdays[date.getUTCDay()]} ${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;
}

export const plainText = (segments) =>
  segments
    .map((segment) => {
      if (segment.type === 'text') return segment.text;
      if (segment.type === 'at') return `@${segment.name} `;
      if (segment.type === 'image') return `[图片：${segment.alt}]`;
      if (segment.type === 'file') return `[文件：${segment.name}]`;
      return '';
    })
    .join('');

/** A picture in its place, to be enlarged by a click. Its words go along for those who cannot see it. */
function pictureElement({ url, alt, name }, onEnlarge) {
  const button = make('button', 'picture');
  button.type = 'button';
  button.title = '点击放大';
  const image = make('img');
  Object.assign(image, { src: url, alt, loading: 'lazy' });
  button.append(image);
  button.addEventListener('click', () => onEnlarge({ url, alt, name }));
  return button;
}

function fileElement({ url, name }) {
  const link = make('a', 'file', name);
  Object.assign(link, { href: url, download: name });
  return link;
}

export function messageElement(message, { own, quotedText, onQuote, onEnlarge }) {
  const item = make('li', `message ${message.account === null ? 'bot' : own ? 'own' : ''}`);
  item.dataset.id = message.id;
  item.append(
    make('span', 'who', `${message.account === null ? '回音' : message.name}　${momentWords(message.at).slice(5)}`),
  );
  const bubble = make('div', 'bubble');
  if (quotedText) bubble.append(make('span', 'quoted', quotedText));
  for (const segment of message.segments) {
    if (segment.type === 'at') bubble.append(make('span', 'at', `@${segment.name} `));
    else if (segment.type === 'image') bubble.append(pictureElement(segment, onEnlarge));
    else if (segment.type === 'file') bubble.append(fileElement(segment));
    else bubble.append(document.createTextNode(plainText([segment])));
  }
  item.append(bubble);
  if (message.account === null) {
    const quote = make('button', 'quote', '引用');
    quote.type = 'button';
    quote.addEventListener('click', () => onQuote(message));
    item.append(quote);
  }
  return item;
}

export function emptyElement() {
  const item = make('li', 'empty');
  item.append(make('p', '', '这里还没有消息。可以这样试：'));
  const steps = make('ol');
  for (const step of [
    '打开一个组团群，选一位干部，发送“上报 拱秀社区楼下污水井冒水”。',
    '到责任单位的群，引用回音的消息，以联络员身份回复“受理”。',
    '拨动时钟到“明早 9 点”或“下个月 1 日”，看提醒、督查日报和督查表。',
  ])
    steps.append(make('li', '', step));
  item.append(steps);
  return item;
}

/** One dot a channel: green when it is there, amber on its way, red when it is gone. */
export function channelDots(connections, waiting) {
  const fragment = document.createDocumentFragment();
  const words = { online: '已连接', connecting: '正在连接', offline: '已断开' };
  const wordsOf = (state) => `${words[state.kind] ?? state.kind}${state.reason ? `：${state.reason}` : ''}`;
  for (const { platform, state, accounts = [] } of connections) {
    const away = state.kind === 'online' && accounts.some((account) => account.state.kind === 'offline');
    const dot = make('span', `channel ${away ? 'offline' : state.kind}`, platform === 'console' ? '控制台' : platform);
    dot.title = away
      ? accounts.map((account) => `${account.name} ${wordsOf(account.state)}`).join('\n')
      : wordsOf(state);
    fragment.append(dot);
  }
  if (waiting > 0) fragment.append(make('span', 'waiting', `待发 ${waiting} 条`));
  return fragment;
}

/** Groups, and before them the private chat of whoever speaks. */
export function roomsFor(rooms, person) {
  const order = ['liaison', 'unit', 'cluster'];
  const groups = [...rooms].sort((a, b) => order.indexOf(a.purpose) - order.indexOf(b.purpose));
  if (!person) return groups;
  const key = `console:private:${person.account}`;
  return [{ key, name: `${person.name} 与回音私聊`, group: '私聊', purpose: 'private' }, ...groups];
}

export function roomList(rooms, { current, unread, query, onOpen }) {
  const fragment = document.createDocumentFragment();
  let group = '';
  for (const room of rooms) {
    if (query && !room.name.includes(query)) continue;
    if (room.group !== group) {
      group = room.group;
      fragment.append(make('h3', '', group));
    }
    const button = make('button');
    button.type = 'button';
    button.dataset.room = room.key;
    button.setAttribute('aria-current', String(room.key === current));
    button.append(make('span', 'name', room.name));
    const count = unread.get(room.key) ?? 0;
    if (count > 0) button.append(make('span', 'badge', count > 99 ? '99+' : String(count)));
    button.addEventListener('click', () => onOpen(room.key));
    fragment.append(button);
  }
  if (!fragment.childNodes.length) fragment.append(make('h3', '', '没有找到'));
  return fragment;
}

/** What people of a role often say. */
export function phrasesFor(person) {
  if (!person) return [];
  const phrases = [];
  if (person.roles.includes('cadre'))
    phrases.push('上报 拱秀社区楼下污水井冒水', '反馈 1 已当面告知，群众满意', '我的');
  if (person.roles.includes('unitLiaison') || person.roles.includes('unitLead'))
    phrases.push('受理', '办理 已到现场查看', '办结 已处理完毕', '延期 5天 等待材料', '退回 不属本单位职责');
  if (person.roles.includes('office')) phrases.push('批准', '驳回 请按期办结', '转办 住建局', '督查表');
  if (person.roles.includes('inspector')) phrases.push('逾期', '预警', '督查表', '批准', '重办 回访未解决');
  return [...phrases, '帮助'];
}
