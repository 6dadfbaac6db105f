/** The console's page. */
import './styles/tokens.css';
import './styles/layout.css';
import './styles/chat.css';
import './styles/panel.css';
import './styles/controls.css';
import { render } from 'preact';
import { App } from './app.js';
import { remembered } from './remember.js';
import { applyTheme } from './theme.js';

applyTheme(remembered('theme') ?? 'auto');
render(<App />, document.getElementById('app')!);
