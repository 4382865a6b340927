import { ApiError } from '../shared/contract/client/api-error.ts';
import type { Client } from '../shared/contract/client.ts';
import { element } from './element.ts';

/** The form for logging in and for a new account. */
export function signInView(client: Client, onSignedIn: () => void): HTMLElement {
  const email = element('input', { type: 'email', name: 'email', autocomplete: 'username', required: true });
  const password = element('input', {
    type: 'password',
    name: 'password',
    autocomplete: 'current-password',
    required: true,
  });
  password.minLength = 8;
  const problem = element('p', { className: 'quiet bad' });
  problem.role = 'alert';
  const login = element('button', { className: 'primary', textContent: 'Log in' });
  const register = element('button', { type: 'button', textContent: 'Create an account' });

  const enter = async (how: 'login' | 'register') => {
    login.disabled = register.disabled = true;
    try {
      await client[how]({ body: { email: email.value, password: password.value } });
      onSignedIn();
    } catch (error) {
      problem.textContent = explain(error);
      login.disabled = register.disabled = false;
    }
  };
  const form = element(
    'form',
    {},
    element('label', {}, 'E-mail', email),
    element('label', {}, 'Password', password),
    problem,
    element('div', { className: 'actions' }, login, register),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void enter('login');
  });
  register.addEventListener('click', () => {
    if (form.reportValidity()) void enter('register');
  });
  const icon = element('img', { src: '/icon.svg', alt: '' });
  const intro = element('p', {
    className: 'quiet',
    textContent: 'Upload once. Post everywhere. Never twice, never lost.',
  });
  return element('section', { className: 'card narrow' }, element('h1', {}, icon, 'Hopper'), intro, form);
}

/** What to tell a person about an error of the API. */
export function explain(error: unknown): string {
  if (!(error instanceof ApiError)) return 'Hopper cannot be reached. Check the connection and try again.';
  const [first] = error.details;
  return first ? `${error.message} ${first.message}` : error.message;
}
