const root = 'https://www.googleapis.com/auth/';

/** What the consent page says about a scope; also the list of scopes that exist here. */
export const scopeDescriptions: Readonly<Record<string, string>> = {
  openid: 'Associate you with your personal info on Google',
  [`${root}userinfo.email`]: 'See your primary Google Account email address',
  [`${root}userinfo.profile`]: 'See your personal info',
  [`${root}youtube.upload`]: 'Manage your YouTube videos',
  [`${root}youtube.readonly`]: 'View your YouTube account',
  [`${root}youtube`]: 'Manage your YouTube account',
  [`${root}youtube.force-ssl`]: 'See, edit, and permanently delete your YouTube videos, ratings, comments and captions',
  [`${root}youtubepartner`]: 'View and manage your assets and associated content on YouTube',
  [`${root}drive`]: 'See, edit, create, and delete all of your Google Drive files',
  [`${root}drive.file`]: 'See, edit, create, and delete only the specific Google Drive files you use with this app',
  [`${root}drive.readonly`]: 'See and download all your Google Drive files',
  [`${root}drive.metadata`]: 'View and manage metadata of files in your Google Drive',
  [`${root}drive.metadata.readonly`]: 'See information about your Google Drive files',
  [`${root}drive.appdata`]: 'See, create, and delete its own configuration data in your Google Drive',
};

const shortForms: Readonly<Record<string, string>> = {
  email: `${root}userinfo.email`,
  profile: `${root}userinfo.profile`,
};

const signInScopes = new Set(['openid', `${root}userinfo.email`, `${root}userinfo.profile`]);

/** Full name of a scope, e.g. `youtube.upload`. */
export function toScope(name: string): string {
  return `${root}${name}`;
}

/** Splits a `scope` parameter, resolves `email` and `profile` and drops repetitions. */
export function parseScopes(value: string): string[] {
  const names = value.split(/\s+/).filter((name) => name !== '');
  return [...new Set(names.map((name) => shortForms[name] ?? name))];
}

export function isKnownScope(scope: string): boolean {
  return scope in scopeDescriptions;
}

/** Name, e-mail and profile: never unticked one by one, and exempt from the seven-day limit in testing. */
export function isSignInScope(scope: string): boolean {
  return signInScopes.has(scope);
}
