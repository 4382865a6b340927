import { ApiError } from '../shared/contract/client/api-error.ts';
import type { Client } from '../shared/contract/client.ts';
import { type Act, readDestinations } from './destinations.ts';
import { element } from './element.ts';
import { explain } from './sign-in.ts';
import { uploadFile } from './upload.ts';
import { videoCard } from './video-card.ts';

const pollMilliseconds = 2000;

/** The signed-in page: destinations, file picker, queue. Looks again every two seconds while it is shown. */
export function queueView(client: Client, user: { email: string }, onSignedOut: () => void): HTMLElement {
  const notice = element('p', { className: 'quiet' });
  notice.role = 'status';
  const list = element('section');
  list.setAttribute('aria-label', 'Queue');
  const destinations = element('section', { className: 'card' });
  destinations.setAttribute('aria-label', 'Destinations');
  const uploads = element('section');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let left = false;

  /** Does something, shows what went wrong, and looks again. */
  const act: Act = async (action) => {
    try {
      const text = await action();
      if (text !== undefined) notice.textContent = text;
      notice.classList.remove('bad');
    } catch (error) {
      if (error instanceof ApiError && error.code === 'unauthenticated') return leave();
      notice.textContent = explain(error);
      notice.classList.add('bad');
    }
    await refresh();
  };
  const leave = () => {
    left = true;
    clearTimeout(timer);
    onSignedOut();
  };
  const refresh = async () => {
    if (left) return;
    clearTimeout(timer);
    try {
      const [videos, { lines, isAnyEnabled }] = await Promise.all([client.listVideos(), readDestinations(client, act)]);
      destinations.replaceChildren(...lines);
      post.disabled = !isAnyEnabled;
      const cards = videos.map((video) =>
        videoCard(video, ({ id }) =>
          act(async () => {
            await client.deleteVideo({ params: { videoId: id } });
            return 'Deleted.';
          }),
        ),
      );
      const empty = element('p', {
        className: 'quiet',
        textContent: 'The queue is empty. Choose an .mp4 or .mov file to begin.',
      });
      list.replaceChildren(...(cards.length > 0 ? cards : [empty]));
    } catch (error) {
      if (error instanceof ApiError && error.code === 'unauthenticated') return leave();
    }
    if (!left) timer = setTimeout(refresh, pollMilliseconds);
  };
  const send = async (file: File) => {
    const bar = element('progress', { max: 1, value: 0 });
    bar.setAttribute('aria-label', `Uploading ${file.name}`);
    const card = element(
      'article',
      { className: 'card' },
      element('div', { className: 'name', textContent: file.name }),
      bar,
    );
    uploads.append(card);
    await act(async () => {
      await uploadFile(client, file, (fraction) => {
        bar.value = fraction;
      }).finally(() => card.remove());
      return `${file.name} is here.`;
    });
  };
  const input = element('input', { type: 'file', id: 'file', className: 'file', accept: '.mp4,.mov', multiple: true });
  input.addEventListener('change', () => {
    for (const file of input.files ?? []) void send(file);
    input.value = '';
  });
  const choose = element('label', { className: 'button', htmlFor: 'file', textContent: 'Add videos' });
  const post = element('button', {
    type: 'button',
    className: 'primary',
    textContent: 'Post the queue',
    disabled: true,
  });
  post.addEventListener('click', () => act(async () => (await client.postVideos()).message));
  const logout = element('button', { type: 'button', textContent: 'Log out', title: user.email });
  logout.addEventListener('click', () =>
    act(async () => {
      await client.logout();
      leave();
      return undefined;
    }),
  );
  const icon = element('img', { src: '/icon.svg', alt: '' });
  const head = element(
    'header',
    {},
    element('h1', {}, icon, 'Hopper'),
    element('div', { className: 'actions' }, input, choose, post, logout),
  );
  void refresh();
  return element('div', {}, head, destinations, notice, uploads, list);
}
