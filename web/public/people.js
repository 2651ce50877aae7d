/** Who speaks: a field to search in, with those who belong in the room first. */
import { make } from './view.js';

/** Names shown at a time; typing finds the rest. */
const SHOWN = 60;
/** People remembered as recent speakers. */
const RECENT = 6;
const MEMORY = 'huiyin.recent-speakers';

export const labelOf = (person) => `${person.name}（${person.title}）`;

/** Whether a person belongs in a room: anybody may still be chosen. */
export function belongs(person, room) {
  if (!room) return false;
  if (room.purpose === 'private') return room.key === `console:private:${person.account}`;
  if (room.purpose === 'unit') return person.unit === room.unit;
  if (room.purpose === 'cluster') return person.clusters.some((cluster) => room.name.startsWith(cluster));
  return person.roles.some((role) => ['inspector', 'office', 'districtLeader', 'unitLiaison'].includes(role));
}

function remembered() {
  try {
    const list = JSON.parse(localStorage.getItem(MEMORY) ?? '[]');
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
  } catch {
    return []; // storage is closed to us: the page works without a memory
  }
}

/** @param {{ input: HTMLInputElement, list: HTMLElement, onChoose: () => void }} parts */
export function speakerPicker({ input, list, onChoose }) {
  let people = [];
  let room = null;
  let chosen = null;
  let marked = -1;
  let recent = remembered();
  const spokeIn = new Map();

  const find = (account) => people.find((person) => person.account === account) ?? null;

  function choose(person) {
    chosen = person?.account ?? null;
    input.value = person ? labelOf(person) : '';
    input.title = input.value;
    close();
    onChoose();
  }

  function groups() {
    const words = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const typed = chosen && input.value === labelOf(find(chosen) ?? { name: '', title: '' }) ? [] : words;
    const found = people.filter((person) => typed.every((word) => labelOf(person).toLowerCase().includes(word)));
    const lately = recent.map(find).filter((person) => person && found.includes(person));
    const rest = found.filter((person) => !lately.includes(person));
    return [
      ['最近发言', lately],
      [room?.purpose === 'private' ? '本人' : '本群人员', rest.filter((person) => belongs(person, room))],
      ['其他人员', rest.filter((person) => !belongs(person, room))],
    ];
  }

  function show() {
    const items = [];
    let left = SHOWN;
    let more = 0;
    for (const [name, members] of groups()) {
      const some = members.slice(0, left);
      more += members.length - some.length;
      left -= some.length;
      if (some.length === 0) continue;
      const title = make('li', 'group', name);
      title.setAttribute('role', 'presentation');
      items.push(title);
      for (const person of some) {
        const item = make('li', 'person');
        item.id = `person-${person.account}`;
        item.dataset.account = person.account;
        item.setAttribute('role', 'option');
        item.setAttribute('aria-selected', String(person.account === chosen));
        item.append(make('b', '', person.name), make('span', '', person.title));
        items.push(item);
      }
    }
    if (items.length === 0) items.push(make('li', 'group', '没有找到，可以按姓名、单位或角色搜索'));
    if (more > 0) items.push(make('li', 'group', `还有 ${more} 人，请输入姓名、单位或角色`));
    list.replaceChildren(...items);
    list.hidden = false;
    list.scrollTop = 0;
    input.setAttribute('aria-expanded', 'true');
    mark(-1);
  }

  function close() {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function mark(index) {
    const items = [...list.querySelectorAll('.person')];
    marked = items.length === 0 ? -1 : Math.max(-1, Math.min(index, items.length - 1));
    items.forEach((item, at) => item.classList.toggle('marked', at === marked));
    const item = items[marked];
    if (item) {
      item.scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', item.id);
    }
  }

  function settle() {
    const exact = people.find((person) => labelOf(person) === input.value.trim());
    if (exact && exact.account !== chosen && labelOf(find(chosen) ?? exact) !== labelOf(exact)) choose(exact);
    else if (exact && chosen === null) choose(exact);
    else if (!exact) input.value = chosen ? labelOf(find(chosen)) : '';
    close();
  }

  input.addEventListener('focus', () => {
    input.select();
    show();
  });
  input.addEventListener('click', show);
  input.addEventListener('input', show);
  input.addEventListener('change', settle);
  input.addEventListener('blur', settle);
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.hidden) show();
      mark(marked + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter') {
      const items = list.querySelectorAll('.person');
      const item = items[marked] ?? items[0];
      if (!list.hidden && item) choose(find(item.dataset.account));
    } else if (event.key === 'Escape') settle();
    else return;
    event.preventDefault();
  });
  // Before the field loses its focus, and without taking it away while the list is scrolled.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const item = event.target.closest('.person');
    if (!item) return;
    choose(find(item.dataset.account));
    input.blur();
  });

  return {
    current: () => find(chosen),
    setPeople(given) {
      people = given;
      if (chosen && !find(chosen)) choose(null);
    },
    /** In a room speaks who spoke there last, else whoever of the recent ones or of all belongs there. */
    enter(next) {
      room = next;
      const own = room.purpose === 'private' ? room.key.slice('console:private:'.length) : null;
      const now = find(chosen);
      const fitting =
        find(own ?? spokeIn.get(room.key)) ??
        (now && belongs(now, room) ? now : null) ??
        recent.map(find).find((person) => person && belongs(person, room)) ??
        people.find((person) => belongs(person, room)) ??
        now;
      if (fitting?.account !== chosen) choose(fitting);
    },
    /** The chosen one has spoken: next time first in the list. */
    spoke() {
      if (!chosen) return;
      spokeIn.set(room?.key, chosen);
      recent = [chosen, ...recent.filter((account) => account !== chosen)].slice(0, RECENT);
      try {
        localStorage.setItem(MEMORY, JSON.stringify(recent));
      } catch {
        // no storage: remembered until the page is closed
      }
    },
  };
}
