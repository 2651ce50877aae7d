/** The console's page: rooms on the left, what a room heard on the right, and who speaks. */
import { emptyElement, messageElement, momentWords, phrasesFor, plainText, roomList } from './view.js';

const $ = (id) => document.getElementById(id);
const state = {
  rooms: [],
  people: [],
  current: null,
  unread: new Map(),
  messages: [],
  more: false,
  quote: null,
  now: 0,
  movable: true,
};

async function ask(path, body) {
  const response = await fetch(
    `/api/${path}`,
    body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

const labelOf = (person) => `${person.name}（${person.title}）`;
const speaker = () => state.people.find((person) => labelOf(person) === $('speaker').value.trim()) ?? null;

/** Groups, and the private chat of whoever speaks. */
function allRooms() {
  const person = speaker();
  const own = person
    ? [
        {
          key: `console:private:${person.account}`,
          name: `${person.name} 与回音私聊`,
          group: '私聊',
          purpose: 'private',
        },
      ]
    : [];
  const order = ['liaison', 'unit', 'cluster'];
  return [...own, ...[...state.rooms].sort((a, b) => order.indexOf(a.purpose) - order.indexOf(b.purpose))];
}

function showRooms() {
  const { current, unread } = state;
  $('rooms').replaceChildren(roomList(allRooms(), { current, unread, query: $('search').value.trim(), onOpen: open }));
}

/** Those who belong in a room first; anybody may still be chosen. */
function showPeople() {
  const room = allRooms().find((one) => one.key === state.current);
  const fits = (person) => {
    if (!room) return false;
    if (room.purpose === 'unit') return person.unit === room.unit;
    if (room.purpose === 'cluster') return person.clusters.some((cluster) => room.name.startsWith(cluster));
    return person.roles.some((role) => role === 'inspector' || role === 'office' || role === 'districtLeader');
  };
  const sorted = [...state.people].sort((a, b) => Number(fits(b)) - Number(fits(a)));
  $('people').replaceChildren(
    ...sorted.map((person) => {
      const option = document.createElement('option');
      option.value = labelOf(person);
      return option;
    }),
  );
  const chosen = speaker();
  if (room && room.purpose !== 'private' && (!chosen || !fits(chosen)) && sorted[0] && fits(sorted[0]))
    $('speaker').value = labelOf(sorted[0]);
  showPhrases();
}

function showPhrases() {
  const room = state.current ?? '';
  $('phrases').replaceChildren(
    ...phrasesFor(speaker()).map((phrase) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = phrase;
      button.addEventListener('click', () => {
        const bare = room.includes(':private:') || state.quote || phrase.startsWith('上报');
        $('text').value = bare ? phrase : `/${phrase}`;
        $('text').focus();
      });
      return button;
    }),
  );
}

async function open(room) {
  state.current = room;
  state.unread.delete(room);
  setQuote(null);
  document.body.dataset.screen = 'chat';
  $('title').textContent = allRooms().find((one) => one.key === room)?.name ?? room;
  const { messages, more } = await ask(`messages?room=${encodeURIComponent(room)}`);
  Object.assign(state, { messages, more });
  showPeople();
  showRooms();
  showMessages(true);
}

function showMessages(toEnd) {
  const list = $('messages');
  const own = speaker()?.account;
  const textOf = (id) => plainText(state.messages.find((one) => String(one.id) === String(id))?.segments ?? []);
  const items = state.messages.map((message) => {
    const quoted = message.segments.find((segment) => segment.type === 'quote');
    return messageElement(message, {
      own: message.account === own,
      quotedText: quoted ? textOf(quoted.messageId) || '引用的消息' : '',
      onQuote: setQuote,
    });
  });
  if (state.more) {
    const older = document.createElement('button');
    older.className = 'older';
    older.textContent = '更早的消息';
    older.addEventListener('click', loadOlder);
    const item = document.createElement('li');
    item.className = 'older';
    item.append(older);
    items.unshift(item);
  }
  list.replaceChildren(...(items.length ? items : [emptyElement()]));
  if (toEnd) list.scrollTop = list.scrollHeight;
}

async function loadOlder() {
  const first = state.messages[0];
  const { messages, more } = await ask(`messages?room=${encodeURIComponent(state.current)}&before=${first.id}`);
  state.messages = [...messages, ...state.messages];
  state.more = more;
  showMessages(false);
}

function setQuote(message) {
  state.quote = message;
  $('quoting').hidden = !message;
  $('quoting').firstElementChild.textContent = message ? `引用：${plainText(message.segments)}` : '';
  if (message) $('text').focus();
}

function hint(text, bad = false) {
  $('hint').textContent = text;
  $('hint').classList.toggle('bad', bad);
}

async function send() {
  const person = speaker();
  const text = $('text').value.trim();
  if (!state.current) return hint('请先选择一个群', true);
  if (!person) return hint('请先选择发言人', true);
  if (!text) return;
  try {
    await ask('speak', {
      account: person.account,
      room: state.current,
      text,
      quote: state.quote ? String(state.quote.id) : null,
    });
    $('text').value = '';
    setQuote(null);
    hint('');
  } catch (error) {
    hint(error.message, true);
  }
}

function heard(message) {
  if (message.room === state.current) {
    if (state.messages.some((one) => one.id === message.id)) return;
    const list = $('messages');
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
    state.messages.push(message);
    showMessages(atEnd || message.account === speaker()?.account);
  } else {
    state.unread.set(message.room, (state.unread.get(message.room) ?? 0) + 1);
    showRooms();
  }
}

function showClock({ now, moving }) {
  state.now = now;
  $('now').textContent = momentWords(now);
  $('moving').hidden = !moving;
  for (const button of document.querySelectorAll('#moves button')) button.disabled = moving || !state.movable;
}

async function move(which) {
  try {
    showClock({ now: state.now, moving: true });
    await ask('clock', { move: which });
    hint('');
  } catch (error) {
    hint(error.message, true);
    showClock({ now: state.now, moving: false });
  }
}

function alarm(words) {
  $('alarm').hidden = !words;
  $('alarm').textContent = words;
}

async function refresh() {
  const answer = await ask('state');
  Object.assign(state, { rooms: answer.rooms, people: answer.people, movable: answer.movable });
  $('moves').hidden = !answer.movable;
  const down = answer.connections
    .filter((one) => one.state.kind !== 'online')
    .map((one) => `${one.platform}：${one.state.reason ?? '正在连接'}`);
  if (answer.dead > 0) down.push(`${answer.dead} 条消息没有送达`);
  alarm(down.length ? `聊天通道异常　${down.join('　')}　待发 ${answer.waiting} 条` : '');
  showClock({ now: answer.now, moving: false });
  showRooms();
}

function listen() {
  const events = new EventSource('/api/events');
  events.addEventListener('message', (event) => heard(JSON.parse(event.data)));
  events.addEventListener('clock', (event) => showClock(JSON.parse(event.data)));
  events.addEventListener('open', async () => {
    await refresh();
    if (state.current) await open(state.current);
  });
  events.addEventListener('error', () => alarm('与服务器的连接断开，正在重连……'));
}

$('search').addEventListener('input', showRooms);
$('speaker').addEventListener('change', () => {
  showPhrases();
  showRooms();
  showMessages(false);
});
$('speaker').addEventListener('focus', () => $('speaker').select());
$('back').addEventListener('click', () => (document.body.dataset.screen = 'rooms'));
$('quoting').lastElementChild.addEventListener('click', () => setQuote(null));
$('moves').addEventListener('click', (event) => event.target.dataset.move && move(event.target.dataset.move));
$('speak').addEventListener('submit', (event) => {
  event.preventDefault();
  send();
});
$('text').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send();
});
setInterval(() => state.now && refresh().catch(() => undefined), 30_000);
listen();
