// Written by `npm run openapi` from the contract; a line that differs from it does not compile.
import type { Contract } from './contract.ts';

type Row<Spec> = Pick<Spec, Extract<keyof Spec, 'method' | 'path' | 'access' | 'setsSession'>>;

/** Every route without its schemas. */
export const routeTable = {
  health: { method: 'GET', path: '/health', access: 'public' },
  register: { method: 'POST', path: '/api/auth/register', access: 'public', setsSession: true },
  login: { method: 'POST', path: '/api/auth/login', access: 'public', setsSession: true },
  logout: { method: 'POST', path: '/api/auth/logout', access: 'optional', setsSession: true },
  me: { method: 'GET', path: '/api/auth/me', access: 'optional' },
  csrf: { method: 'GET', path: '/api/auth/csrf', access: 'optional' },
  listSessions: { method: 'GET', path: '/api/auth/sessions', access: 'session' },
  endOtherSessions: { method: 'DELETE', path: '/api/auth/sessions', access: 'session' },
  endSession: { method: 'DELETE', path: '/api/auth/sessions/{sessionId}', access: 'session' },
  startConnection: { method: 'GET', path: '/api/auth/{platform}', access: 'session' },
  finishConnection: { method: 'GET', path: '/api/auth/{platform}/callback', access: 'optional' },
  disconnect: { method: 'POST', path: '/api/auth/{platform}/disconnect', access: 'session' },
  getAccount: { method: 'GET', path: '/api/auth/{platform}/account', access: 'session' },
  listConnections: { method: 'GET', path: '/api/connections', access: 'session' },
  updateConnection: { method: 'PATCH', path: '/api/connections/{connectionId}', access: 'session' },
  removeConnection: { method: 'DELETE', path: '/api/connections/{connectionId}', access: 'session' },
  refreshConnection: { method: 'POST', path: '/api/connections/{connectionId}/refresh', access: 'session' },
  listDestinations: { method: 'GET', path: '/api/destinations', access: 'session' },
  toggleDestination: { method: 'POST', path: '/api/destinations/{platform}/toggle', access: 'session' },
  addVideo: { method: 'POST', path: '/api/videos', access: 'session' },
  signParts: { method: 'POST', path: '/api/videos/{videoId}/parts', access: 'session' },
  listParts: { method: 'GET', path: '/api/videos/{videoId}/parts', access: 'session' },
  completeUpload: { method: 'POST', path: '/api/videos/{videoId}/complete', access: 'session' },
  listVideos: { method: 'GET', path: '/api/videos', access: 'session' },
  getVideo: { method: 'GET', path: '/api/videos/{videoId}', access: 'session' },
  updateVideo: { method: 'PATCH', path: '/api/videos/{videoId}', access: 'session' },
  deleteVideo: { method: 'DELETE', path: '/api/videos/{videoId}', access: 'session' },
  postVideos: { method: 'POST', path: '/api/upload', access: 'session' },
} as const satisfies { readonly [Id in keyof Contract]: Row<Contract[Id]> };
