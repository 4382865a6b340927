import * as z from 'zod';
import { route } from '../route.ts';

export const systemRoutes = {
  health: route({
    id: 'health',
    method: 'GET',
    path: '/health',
    area: 'system',
    access: 'public',
    summary: 'Whether the API answers',
    status: 200,
    output: z.object({ ok: z.literal(true) }),
  }),
  openapi: route({
    id: 'openapi',
    method: 'GET',
    path: '/api/openapi.json',
    area: 'system',
    access: 'public',
    summary: 'This API as an OpenAPI document',
    status: 200,
    output: z.string(),
    raw: 'application/json',
  }),
  docs: route({
    id: 'docs',
    method: 'GET',
    path: '/api/docs',
    area: 'system',
    access: 'public',
    summary: 'This API as a page to read',
    status: 200,
    output: z.string(),
    raw: 'text/html',
  }),
};
