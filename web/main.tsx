import './styles/tokens.css';
import './styles/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { applyTheme } from './app/theme.ts';
import { takeDriveReturn } from './data/drive-access.ts';

takeDriveReturn();
applyTheme();
const root = document.querySelector('#app');
if (root) createRoot(root).render(<App />);
