/** What a person reads when something went wrong. */
export const errorTexts = {
  title: 'Something went wrong',
  unexpected: 'Something unexpected happened. Nothing of your work was changed.',
  unreachable: 'Hopper cannot be reached. Check the connection and try again.',
  offline: 'You are offline. Hopper goes on when the network is back.',
  retry: 'Try again',
  reload: 'Reload the page',
  newVersion: 'A part of the page could not be loaded. There may be a new version of Hopper.',
  quote: (requestId: string) => `Reference: ${requestId}`,
  byCode: {
    wrong_credentials: 'E-mail or password is wrong.',
    email_taken: 'There is an account with this e-mail already. Log in instead.',
    too_many_requests: 'That was too often in a short time. Wait a moment and try again.',
    unauthenticated: 'You are signed out. Sign in to go on.',
    unavailable: 'A part of Hopper does not answer. Try again shortly.',
    internal: 'Something went wrong on our side. Nothing was done twice.',
    precondition_failed: 'This was changed elsewhere in the meantime.',
    not_found: 'This is not here any more.',
  },
} as const;
