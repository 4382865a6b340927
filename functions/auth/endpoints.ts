import { authRoutes } from '../../shared/contract/routes/auth.ts';
import { credentialRoutes } from '../../shared/contract/routes/auth-credentials.ts';
import { tokenRoutes } from '../../shared/contract/routes/tokens.ts';
import { csrf } from './csrf.ts';
import { deleteAccount } from './delete-account.ts';
import { changeEmail, confirmEmail } from './emails.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { endSession } from './end-session.ts';
import { getRegistration } from './get-registration.ts';
import { listSessions } from './list-sessions.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { me } from './me.ts';
import { changePassword, resetPassword } from './passwords.ts';
import { register } from './register.ts';
import { createToken, deleteToken, listTokens } from './tokens.ts';

/** All routes of this area. */
export const routes = { ...authRoutes, ...credentialRoutes, ...tokenRoutes };

/** What stands behind them. */
export const endpoints = {
  register,
  getRegistration,
  login,
  logout,
  me,
  csrf,
  listSessions,
  endSession,
  endOtherSessions,
  changePassword,
  resetPassword,
  changeEmail,
  confirmEmail,
  deleteAccount,
  listTokens,
  createToken,
  deleteToken,
};
