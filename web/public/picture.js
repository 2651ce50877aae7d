/** A picture over the page: fitted to the screen's width, as large as it is at a tap; put away by its button or Escape. */
const dialog = document.getElementById('picture');
const image = dialog.querySelector('img');

export function enlarge({ url, alt, name }) {
  Object.assign(image, { src: url, alt });
  Object.assign(dialog.querySelector('a'), { href: url, download: name });
  dialog.showModal();
}

dialog.addEventListener('click', (event) => event.target.closest('a') || dialog.close());
