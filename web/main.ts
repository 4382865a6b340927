import { createClient } from '../shared/contract/client.ts';
import { queueView } from './queue.ts';
import { signInView } from './sign-in.ts';

const client = createClient({ baseUrl: '' });
const app = document.querySelector('#app');

/** Shows the queue to who is signed in, the form to anyone else. */
async function show(): Promise<void> {
  const { user } = await client.me();
  app?.replaceChildren(user ? queueView(client, user, show) : signInView(client, show));
}

// What the platform's consent page sent back has been read by then; it need not stay in the address bar.
const { searchParams } = new URL(location.href);
if (searchParams.has('connected') || searchParams.has('connect_error')) history.replaceState(null, '', '/');
void show();
