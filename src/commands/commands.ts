/** Every command, one file each. */
import type { Command } from './command.js';
import { act } from './list/act.js';
import { announce } from './list/announce.js';
import { authorise } from './list/authorise.js';
import { broadcast } from './list/broadcast.js';
import { case_ } from './list/case.js';
import { close } from './list/close.js';
import { erase } from './list/erase.js';
import { exclude } from './list/exclude.js';
import { export_ } from './list/export.js';
import { flag } from './list/flag.js';
import { habilitate } from './list/habilitate.js';
import { help } from './list/help.js';
import { history } from './list/history.js';
import { invite } from './list/invite.js';
import { members } from './list/members.js';
import { noStep } from './list/no-step.js';
import { pardon } from './list/pardon.js';
import { refuse } from './list/refuse.js';
import { register } from './list/register.js';
import { release } from './list/release.js';
import { role } from './list/role.js';
import { sign } from './list/sign.js';
import { status } from './list/status.js';
import { summary } from './list/summary.js';
import { visa } from './list/visa.js';
import { warn } from './list/warn.js';
import { withdraw } from './list/withdraw.js';
import { COMMANDS, type CommandName } from './parse/names.js';

const all: Readonly<Record<CommandName, () => Command>> = {
  help: () => help,
  warn: () => warn,
  exclude: () => exclude,
  pardon: () => pardon,
  history: () => history,
  case: () => case_,
  sign: () => sign,
  visa: () => visa,
  authorise: () => authorise,
  release: () => release,
  refuse: () => refuse,
  habilitate: () => habilitate,
  withdraw: () => withdraw,
  broadcast: () => broadcast,
  announce: () => announce,
  close: () => close,
  flag: () => flag,
  status: () => status,
  summary: () => summary,
  role: () => role,
  invite: () => invite,
  members: () => members,
  register: () => register,
  export: () => export_,
  erase: () => erase,
  act: () => act,
  'no-step': () => noStep,
};

export const isCommand = (name: string): name is CommandName =>
  (COMMANDS as readonly string[]).includes(name);

export const commandByName = (name: string): Command | null => (isCommand(name) ? all[name]() : null);

/** In the order in which /help lists them. */
export const commands = (): readonly Command[] => COMMANDS.map((name) => all[name]());
