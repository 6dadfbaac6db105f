/** `garde-fou invite`: a one-time code for an office or for binding a group, for whoever has the terminal of the machine. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { BELGIUM } from '../../domain/belgian-calendar.js';
import { ROLES, type Role } from '../../domain/vocabulary.js';
import type { Partnership } from '../../store/enrolment/partnerships.js';
import type { Store } from '../../store/store.js';
import { UserError } from '../user-error.js';

interface Flags {
  database?: string;
  role: string;
  partnership?: string;
  group?: string[];
  hours: string;
}

const OFFICES = ROLES.filter((r) => r !== 'member');

/** The partnership of that name or number, or the only one. Throws UserError when it is not clear. */
export function choosePartnership(store: Store, wanted: string | undefined): Partnership {
  const all = store.partnerships.all();
  if (all.length === 0)
    throw new UserError('There is no partnership yet.', 'set it up first: garde-fou setup');
  const fits =
    wanted === undefined
      ? all
      : all.filter((p) => String(p.id) === wanted || p.name.toLowerCase() === wanted.toLowerCase());
  if (fits.length === 1) return fits[0]!;
  throw new UserError(
    wanted === undefined ? 'There are several partnerships.' : `No partnership is called “${wanted}”.`,
    `name one: ${all.map((p) => `--partnership "${p.name}"`).join(', ')}`,
  );
}

function chooseGroups(store: Store, partnership: Partnership, wanted: readonly string[]): number[] {
  const groups = store.partnerships
    .groups(partnership.id)
    .map((id) => store.groups.byId(id))
    .filter((g) => g !== null);
  return wanted.map((word) => {
    const fits = groups.filter((g) => String(g.id) === word || g.title.toLowerCase() === word.toLowerCase());
    if (fits.length === 1) return fits[0]!.id;
    throw new UserError(
      `${fits.length === 0 ? 'No group' : 'More than one group'} of ${partnership.name} is called “${word}”.`,
      groups.length === 0
        ? 'no group is bound yet; leave --group out, and the office holds in every group that will be'
        : `one of: ${groups.map((g) => `${g.id} (${g.title})`).join(', ')}`,
    );
  });
}

/** The code and what to do with it, as lines for the terminal. Throws UserError. */
export async function inviteLines(
  store: Store,
  flags: Pick<Flags, 'role' | 'partnership' | 'group' | 'hours'>,
  now: number,
): Promise<string> {
  const { issueCode } = await import('../../enrolment/one-time-code.js');
  const { spelled } = await import('../../domain/enrolment/code.js');
  const hours = Number(flags.hours);
  if (!(hours > 0 && hours <= 720))
    throw new UserError('A code lasts between one hour and 30 days.', 'e.g. --hours 48');
  const forGroup = flags.role === 'group';
  if (!forGroup && !(OFFICES as readonly string[]).includes(flags.role))
    throw new UserError(
      `“${flags.role}” is no role.`,
      `one of: ${OFFICES.join(', ')}; or “group” to bind a group`,
    );
  const partnership = choosePartnership(store, flags.partnership);
  const groups = flags.group?.length ? chooseGroups(store, partnership, flags.group) : null;
  const { code, expiresAt } = issueCode(
    store,
    {
      kind: forGroup ? 'group' : 'role',
      partnership: partnership.id,
      role: forGroup ? null : (flags.role as Role),
      groups: forGroup ? [] : groups,
      issuedBy: null,
    },
    now,
    hours * 3_600_000,
  );
  const until = new Date(expiresAt).toLocaleString('sv-SE', {
    timeZone: BELGIUM,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const what = forGroup
    ? `binds a group to ${partnership.name}; its coordinator writes it in the group, where it is taken away at once`
    : `${flags.role} of ${partnership.name}${groups ? ` in ${flags.group!.join(', ')}` : ', in every group'}; the person writes it to the bot in a private message`;
  return `${spelled(code)}\n\n${what}.\nIt works once, until ${until} in Belgium. Give it by word of mouth or by phone, never in a group.\n`;
}

async function invite(flags: Flags): Promise<void> {
  const [{ openStore }, { projectRoot }] = await Promise.all([
    import('../../store/store.js'),
    import('../../root.js'),
  ]);
  const database = flags.database ?? join(projectRoot, 'data', 'garde-fou.sqlite');
  if (!existsSync(database))
    throw new UserError(`There is no database ${database}.`, 'set up the partnership first: garde-fou setup');
  const store = openStore(database);
  try {
    process.stdout.write(await inviteLines(store, flags, Date.now()));
  } finally {
    store.close();
  }
}

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('invite')
    .description('print a one-time code for a coordinator, mandatary, chef de corps…, or for binding a group')
    .requiredOption('--role <role>', `${OFFICES.join(', ')}; or “group”`)
    .option('--group <name...>', 'only in these groups (default: every group of the partnership)')
    .option('--partnership <name>', 'which one, where there are several')
    .option('--hours <number>', 'how long the code can be used', '48')
    .option('--database <file>', 'the SQLite file (default: data/garde-fou.sqlite)')
    .action(invite);
}
