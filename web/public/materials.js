/** 资料: what people take away, chosen by kind and period, shown in the page and kept as files. */
import { kinds } from './material-kinds.js';
import { make } from './view.js';

/** Makes of less, milliseconds, say nothing of waiting. */
const PATIENCE = 200;

const option = ({ value, label }, chosen) => {
  const element = make('option', '', label);
  Object.assign(element, { value, selected: value === chosen });
  return element;
};

function selectElement({ groups, placeholder }, value) {
  const select = make('select');
  if (placeholder) select.append(option({ value: '', label: placeholder }, value));
  for (const [name, choices] of groups) {
    if (choices.length === 0) continue;
    const options = choices.map((choice) => option(choice, value));
    if (!name) {
      select.append(...options);
      continue;
    }
    const group = make('optgroup');
    group.label = name;
    group.append(...options);
    select.append(group);
  }
  return select;
}

/** A line to write in, with a list to choose from where there is one, and the button that sends it. */
function lineElements({ name, list, placeholder }, value) {
  const input = make('input');
  Object.assign(input, { type: 'search', value, placeholder, autocomplete: 'off', enterKeyHint: 'go' });
  const button = make('button', '', '查看');
  button.type = 'submit';
  if (!list) return [input, button];
  const choices = make('datalist');
  choices.id = `list-${name}`;
  choices.append(...list.map((one) => option({ value: one, label: one })));
  input.setAttribute('list', choices.id);
  return [input, button, choices];
}

const bytesOf = (data) => Uint8Array.from(atob(data), (sign) => sign.codePointAt(0));

/** @param {{ dialog: HTMLDialogElement, ask: (path: string, body?: object) => Promise<any>, onEnlarge: (picture: object) => void }} parts */
export function materialsPanel({ dialog, ask, onEnlarge }) {
  const [nav, form, result] = ['nav', 'form', 'section'].map((tag) => dialog.querySelector(tag));
  let choices = null;
  let current = 'table';
  /** What is chosen, kind by kind. */
  const chosen = {};
  /** Counts what was asked for: an answer to an earlier question comes too late. */
  let turn = 0;
  let urls = [];

  const values = () => (chosen[current] ??= { ...kinds[current].first?.(choices) });

  function showKinds() {
    nav.replaceChildren(
      ...Object.entries(kinds).map(([kind, { name, note }]) => {
        const button = make('button');
        button.type = 'button';
        button.dataset.kind = kind;
        button.setAttribute('aria-current', String(kind === current));
        button.append(make('b', '', name), make('span', '', note));
        button.addEventListener('click', () => choose(kind));
        return button;
      }),
    );
    nav.querySelector('[aria-current="true"]').scrollIntoView({ block: 'nearest', inline: 'center' });
  }

  function choose(kind) {
    current = kind;
    showKinds();
    showForm();
    return run();
  }

  function showForm() {
    const { fields, picks } = kinds[current];
    const rows = fields(choices, values()).map((field) => {
      const value = values()[field.name] ?? '';
      const label = make('label');
      label.append(make('span', '', field.label));
      const elements = field.groups ? [selectElement(field, value)] : lineElements(field, value);
      const [control, ...others] = elements;
      control.name = field.name;
      control.addEventListener('change', () => set({ [field.name]: control.value }));
      label.append(control);
      if (others.length === 0) return label;
      const line = make('div', 'line');
      line.append(label, ...others);
      return line;
    });
    form.replaceChildren(...rows);
    const offered = picks?.(choices) ?? [];
    if (offered.length > 0) form.append(picksElement(offered));
    form.hidden = form.childElementCount === 0;
  }

  function picksElement(offered) {
    const { pick } = kinds[current];
    const list = make('div', 'picks');
    for (const { value, label } of offered) {
      const button = make('button', '', label);
      button.type = 'button';
      button.setAttribute('aria-pressed', String(values()[pick] === value));
      button.addEventListener('click', () => set({ [pick]: values()[pick] === value ? '' : value }));
      list.append(button);
    }
    return list;
  }

  function set(change) {
    const before = JSON.stringify(values());
    Object.assign(values(), change);
    if (JSON.stringify(values()) === before) return;
    showForm();
    run();
  }

  async function run() {
    const asked = kinds[current].asked(values(), choices);
    const mine = ++turn;
    if (typeof asked === 'string') return tell(asked);
    const waiting = setTimeout(() => mine === turn && tell('正在制作……', 'busy'), PATIENCE);
    try {
      const { parts } = await ask('materials', { kind: current, ...asked });
      if (mine === turn) show(parts);
    } catch (error) {
      if (mine === turn) tell(error.message, 'bad');
    } finally {
      clearTimeout(waiting);
    }
  }

  function fill(...elements) {
    urls.forEach((url) => URL.revokeObjectURL(url));
    urls = [];
    result.replaceChildren(...elements);
    result.scrollTop = 0;
  }

  const tell = (words, className = '') => fill(make('p', `words ${className}`, words));

  function show(parts) {
    fill();
    const files = parts.filter(({ type }) => type === 'file');
    if (files.length > 0) {
      const row = make('div', 'files');
      row.append(...files.map(fileElement));
      result.append(row);
    }
    for (const part of parts) {
      const words = part.type === 'text' ? part.text.trim() : '';
      if (words) result.append(make('p', 'words', words));
      else if (part.type === 'image') result.append(pictureElement(part));
    }
  }

  function fileElement({ name, url, data, mime }) {
    const link = make('a', '', name);
    if (!url) urls.push((url = URL.createObjectURL(new Blob([bytesOf(data)], { type: mime }))));
    Object.assign(link, { href: url, download: name });
    return link;
  }

  function pictureElement({ name, data, mime, alt }) {
    const url = `data:${mime};base64,${data}`;
    const figure = make('figure');
    const button = make('button');
    Object.assign(button, { type: 'button', title: '点击放大' });
    const image = make('img');
    Object.assign(image, { src: url, alt });
    button.append(image);
    button.addEventListener('click', () => onEnlarge({ url, alt, name }));
    const caption = make('figcaption');
    const link = make('a', '', '保存图片');
    Object.assign(link, { href: url, download: name });
    caption.append(link);
    if (alt.includes('\n')) {
      const words = make('details');
      words.append(make('summary', '', '文字版'), make('p', 'words', alt.trim()));
      caption.append(words);
    }
    figure.append(button, caption);
    return figure;
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    for (const { name } of form.querySelectorAll('[name]')) values()[name] = form.elements[name].value;
    showForm();
    run();
  });
  dialog.querySelector('header button').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    turn += 1;
    fill();
  });

  return {
    /** Reads anew what there is to choose from: the clock may have moved. */
    async open() {
      dialog.showModal();
      tell('正在读取……', 'busy');
      try {
        choices = await ask('materials');
        await choose(current);
      } catch (error) {
        tell(error.message, 'bad');
      }
    },
  };
}
