/** The console's page: rooms on the left, what a room heard on the right, and who speaks. */
import { materialsPanel } from './materials.js';
import { speakerPicker } from './people.js';
import { enlarge } from './picture.js';
import { ask, listen } from './server.js';
import { alarm, showClock, showMoves, showStatus } from './standing.js';
import { emptyElement, make, messageElement, phrasesFor, plainText, roomList, roomsFor } from './view.js';

const $ = (id) => document.getElementById(id);
/** Messages of a room kept in the page; older ones are read again when asked for. */
const KEPT = 400;
/** Nearer to the end than this, pixels, the view follows what comes. */
const NEAR_END = 80;

const state = {
  rooms: [],
  people: [],
  roster: null,
  current: null,
  unread: new Map(),
  messages: [],
  more: false,
  quote: null,
};
/** Counts openings of a room: an answer to an earlier one comes too late. */
let opening = 0;
/** What arrives while a room's history is under way. */
let meanwhile = null;

const picker = speakerPicker({ input: $('speaker'), list: $('people'), onChoose: speakerChanged });
const speaker = () => picker.current();
const materials = materialsPanel({ dialog: $('materials'), ask, onEnlarge: enlarge });

const allRooms = () => roomsFor(state.rooms, speaker());
const roomNow = () => allRooms().find((room) => room.key === state.current) ?? null;

function showRooms() {
  const { current, unread } = state;
  $('rooms').replaceChildren(roomList(allRooms(), { current, unread, query: $('search').value.trim(), onOpen: open }));
  const elsewhere = [...unread].reduce((sum, [key, count]) => (key === current ? sum : sum + count), 0);
  $('elsewhere').hidden = elsewhere === 0;
  $('elsewhere').textContent = elsewhere > 99 ? '99+' : String(elsewhere);
  document.title = elsewhere > 0 ? `(${elsewhere}) 回音 · 控制台` : '回音 · 控制台';
}

function speakerChanged() {
  const person = speaker();
  // A private chat belongs to one person: another speaker goes on in a chat of their own.
  if (person && state.current?.startsWith('console:private:') && state.current !== `console:private:${person.account}`)
    return void open(`console:private:${person.account}`);
  showPhrases();
  showRooms();
  showMessages();
}

function showPhrases() {
  const room = state.current ?? '';
  $('phrases').replaceChildren(
    ...phrasesFor(speaker()).map((phrase) => {
      const button = make('button', '', phrase);
      button.type = 'button';
      button.addEventListener('click', () => {
        const bare = room.includes(':private:') || state.quote || phrase.startsWith('上报');
        $('text').value = bare ? phrase : `/${phrase}`;
        $('text').focus();
      });
      return button;
    }),
  );
}

function open(room) {
  if (state.current !== room) {
    setQuote(null);
    Object.assign(state, { current: room, messages: [], more: false });
    $('messages').replaceChildren(make('li', 'loading', '正在读取……'));
  }
  state.unread.delete(room);
  document.body.dataset.screen = 'chat';
  const found = roomNow();
  $('title').textContent = found?.name ?? '';
  // In a unit's group its own ledger, elsewhere the whole.
  $('ledger').href = found?.unit ? `/api/ledger?unit=${found.unit}` : '/api/ledger';
  if (found) picker.enter(found);
  showPhrases();
  showRooms();
  return read();
}

/** Reads the newest messages of the room; what arrives while they are under way is not lost. */
async function read() {
  const room = state.current;
  const turn = ++opening;
  meanwhile = [];
  try {
    const { messages, more } = await ask(`messages?room=${encodeURIComponent(room)}`);
    if (turn !== opening) return;
    Object.assign(state, { messages, more });
    meanwhile.forEach(insert);
    showMessages();
    toEnd();
  } catch (error) {
    if (turn === opening) hint(error.message, true);
  } finally {
    if (turn === opening) meanwhile = null;
  }
}

function itemOf(message) {
  const quoted = message.segments.find((segment) => segment.type === 'quote');
  const source = quoted && state.messages.find((one) => String(one.id) === String(quoted.messageId));
  return messageElement(message, {
    own: message.account !== null && message.account === speaker()?.account,
    quotedText: quoted ? plainText(source?.segments ?? []) || '引用的消息' : '',
    onQuote: setQuote,
    onEnlarge: enlarge,
  });
}

function showMessages() {
  if (!state.current) return;
  const items = state.messages.map(itemOf);
  if (state.more) {
    const older = make('button', '', '更早的消息');
    older.type = 'button';
    older.addEventListener('click', readOlder);
    const item = make('li', 'older');
    item.append(older);
    items.unshift(item);
  }
  const list = $('messages');
  const top = list.scrollTop;
  list.replaceChildren(...(items.length ? items : [emptyElement()]));
  list.scrollTop = top;
}

const toEnd = () => ($('messages').scrollTop = $('messages').scrollHeight);

async function readOlder() {
  const { current, messages: shown } = state;
  const turn = opening;
  try {
    const { messages, more } = await ask(`messages?room=${encodeURIComponent(current)}&before=${shown[0].id}`);
    if (turn !== opening) return;
    const list = $('messages');
    const below = list.scrollHeight - list.scrollTop;
    Object.assign(state, { messages: [...messages, ...state.messages], more });
    showMessages();
    list.scrollTop = list.scrollHeight - below;
  } catch (error) {
    hint(error.message, true);
  }
}

/** Two written at once may be told in the other order; one told twice is shown once. False when it is there already. */
function insert(message) {
  const { messages } = state;
  let at = messages.length;
  while (at > 0 && messages[at - 1].id > message.id) at -= 1;
  if (messages[at - 1]?.id === message.id) return false;
  messages.splice(at, 0, message);
  return true;
}

function heard(message) {
  if (message.room !== state.current || document.body.dataset.screen === 'rooms') {
    state.unread.set(message.room, (state.unread.get(message.room) ?? 0) + 1);
    showRooms();
  }
  if (message.room !== state.current) return;
  if (meanwhile) return void meanwhile.push(message);
  const list = $('messages');
  const follow =
    list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END || message.account === speaker()?.account;
  const first = state.messages.length === 0;
  if (!insert(message)) return;
  if (first) list.replaceChildren();
  if (state.messages.at(-1) === message) list.append(itemOf(message));
  else showMessages();
  if (!follow) return;
  if (state.messages.length > KEPT) {
    state.messages = state.messages.slice(-KEPT / 2);
    state.more = true;
    showMessages();
  }
  toEnd();
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
  if (!text || $('send').disabled) return;
  $('send').disabled = true;
  try {
    const quote = state.quote ? String(state.quote.id) : null;
    await ask('speak', { account: person.account, room: state.current, text, quote });
    picker.spoke();
    if ($('text').value.trim() === text) $('text').value = '';
    setQuote(null);
    hint('');
  } catch (error) {
    hint(`没有发出：${error.message}`, true);
  } finally {
    $('send').disabled = false;
  }
}

async function move(which) {
  try {
    await ask('clock', { move: which });
    hint('');
  } catch (error) {
    hint(error.message, true);
  }
}

/** Reads people and rooms again: at the beginning, after a lost connection, when the roster has changed. */
async function refresh() {
  const answer = await ask('state');
  const { rooms, people, roster, movable } = answer;
  Object.assign(state, { rooms, people, roster });
  picker.setPeople(people);
  showMoves(movable);
  showStatus(answer);
  showClock(answer);
  showRooms();
}

/** Told after a connection is there, the first time or again: what was missed meanwhile is read. */
async function connected() {
  try {
    await refresh();
    if (state.current) await read();
    else showMessagesBeforeAnyRoom();
  } catch (error) {
    alarm(error.message);
  }
}

function statusHeard(status) {
  showStatus(status);
  if (state.roster !== null && status.roster !== undefined && status.roster !== state.roster)
    refresh().catch((error) => hint(error.message, true));
}

const showMessagesBeforeAnyRoom = () => $('messages').replaceChildren(emptyElement());

// Pictures have no height until they are there: what is read at the end is kept in sight.
$('messages').addEventListener(
  'load',
  ({ target }) => {
    const list = $('messages');
    if (list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END + target.clientHeight) toEnd();
  },
  true,
);
for (const button of document.querySelectorAll('.open-materials'))
  button.addEventListener('click', () => materials.open());
$('search').addEventListener('input', showRooms);
$('back').addEventListener('click', () => {
  document.body.dataset.screen = 'rooms';
  showRooms();
});
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
listen({
  onOpen: connected,
  onMessage: heard,
  onClock: showClock,
  onStatus: statusHeard,
  onLost: () => alarm('与服务器的连接断开，正在重连……'),
});
