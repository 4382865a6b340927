import { lazy } from 'react';
import { loadPart } from '../data/load-part.ts';

/** A component that is loaded when it is first shown, as soon as there is a network. */
export const lazyPart: typeof lazy = (load) => lazy(() => loadPart(load));
