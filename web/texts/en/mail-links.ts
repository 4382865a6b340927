/** The pages that links in mails lead to, and what one is told of by mail. */
export const mailLinkTexts = {
  toHopper: 'Go to Hopper',
  noToken: 'This link is not complete. Open it from the mail once more, or copy all of it.',
  forgotten: {
    link: 'Forgotten your password?',
    title: 'Forgotten your password?',
    text: 'Tell us your e-mail address. If it belongs to an account, a mail with a link is on its way in a moment.',
    button: 'Send the mail',
    sent: 'Look into your mailbox: if the address belongs to an account, the mail arrives within two minutes. Its link works for half an hour.',
  },
  reset: {
    title: 'Choose a new password',
    button: 'Set password',
    endTokens: 'End all API tokens, too',
    endTokensHint: 'Whoever knew the old password may have made one. Programs that use one stop working.',
    done: 'Your new password is set, and everybody who was signed in is signed out. Sign in with it.',
    again: 'Ask for a new link',
  },
  confirm: {
    title: 'Confirm your address',
    text: 'One press, and mails from Hopper reach you here.',
    button: 'Confirm address',
    done: (email: string) => `Thank you. ${email} is confirmed.`,
  },
  unsubscribe: {
    title: 'No more mails?',
    text: 'Mails about failed posts and ended accounts end. You can have them again on the page of your account.',
    button: 'End these mails',
    done: 'No such mail comes any more.',
  },
  unproved: {
    text: (email: string) => `Nobody has confirmed ${email} yet. Until then no mail tells you of failed posts.`,
    again: 'Send the mail again',
    sent: 'The mail is on its way.',
    enough: 'Some mails were sent already. Look for them, also among the unwanted ones, or try again in ten minutes.',
  },
  notifications: {
    title: 'Mails',
    text: 'What happens within an hour comes in one mail.',
    post_failed: 'A post has failed',
    needs_check: 'Nobody knows whether a post is out, and I have to look',
    needs_reconnect: 'An account has to be connected again',
  },
} as const;
