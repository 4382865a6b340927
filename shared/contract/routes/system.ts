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
};
