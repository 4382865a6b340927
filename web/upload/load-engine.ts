import { loadPart } from '../data/load-part.ts';

/** What sends files; loaded when there is a first one, as soon as there is a network. */
export const loadEngine = () => loadPart(() => import('./engine/upload-engine.ts'));
