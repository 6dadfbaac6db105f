/** The console's page: the office for those who sign in, the playground for everybody. */
import './styles/tokens.css';
import './styles/layout.css';
import './styles/chat.css';
import './styles/panel.css';
import './styles/controls.css';
import './styles/pictures.css';
import './styles/office.css';
import './styles/rooms.css';
import './styles/forced-colors.css';
import './styles/print.css';
import { render } from 'preact';
import { remembered } from './remember.js';
import { Root } from './root.js';
import { applyTheme } from './theme.js';

applyTheme(remembered('theme') ?? 'auto');
render(<Root />, document.getElementById('app')!);
