/**
 * Where in the database a person can be found: every table and every column. `test/operation/data-map.test.ts` fails when
 * the schema has one that isn't here, so that nobody adds a place that export and erasure don't know.
 */

/** fact: about nobody, or only through the row's person · person: a register's number · secret: never shown. */
export type ColumnKind = 'fact' | 'person' | 'identity' | 'name' | 'words' | 'secret';

export interface TablePlace {
  /** In plain words, for the person who reads an export. */
  readonly what: string;
  readonly columns: Readonly<Record<string, ColumnKind>>;
  /** Which rows are a person's: SQL over @id, @identity, @alt, @channel. Null: no row is about one person. */
  readonly mine: string | null;
  /** What erasure leaves here, and why; absent: nothing that is personal. */
  readonly left?: string;
}

type Kinds = Partial<Record<Exclude<ColumnKind, 'fact'>, string>>;
/** `facts` and the others are names of columns, apart by blanks. */
function place(
  what: string,
  mine: string | null,
  facts: string,
  others: Kinds = {},
  left?: string,
): TablePlace {
  const columns: Record<string, ColumnKind> = {};
  for (const [kind, names] of Object.entries({ fact: facts, ...others }) as [ColumnKind, string][])
    for (const name of names.split(' ')) if (name !== '') columns[name] = kind;
  return { what, mine, columns, ...(left === undefined ? {} : { left }) };
}

const OWN = 'grp IN (SELECT id FROM groups WHERE channel = @channel)';
const ME = '(@identity, @alt)';
const byIdentity = (column: string): string => `${column} IN ${ME} AND ${OWN}`;
const WRITTEN_BY_OFFICE =
  'what an official wrote in office stays for the file of the partnership (Annex 2, Annex 3)';

export const DATA_MAP: Readonly<Record<string, TablePlace>> = {
  persons: place('who you are', 'id = @id', 'id channel created_at erased_at', {
    identity: 'identity alt',
    name: 'name',
  }),
  memberships: place(
    'your groups',
    'person = @id',
    'grp role lang source joined_at left_at declared_at rules_version',
    { person: 'person left_by' },
  ),
  role_grants: place(
    'offices given to you or by you',
    `person = @id OR (${byIdentity('granted_by')})`,
    'id grp role granted_at ended_at',
    { person: 'person', identity: 'granted_by', words: 'reason' },
  ),
  groups: place(
    'groups',
    null,
    'id channel chat title policy recognition_reference recognition_date approval_reference approval_by approval_date last_spoke_at active created_at',
  ),
  group_facts: place('what a network said of a group', null, 'grp what value at'),
  inbox: place(
    'messages that wait to be judged or could not be judged, and keys of judged private messages',
    `channel = @channel AND (chat IN ${ME} OR (event IS NOT NULL AND json_valid(event)
      AND (json_extract(event, '$.sender.id') IN ${ME} OR json_extract(event, '$.person.id') IN ${ME}))
      OR instr(key || ':', ':' || @identity || ':') > 0 OR instr(key || ':', ':' || @alt || ':') > 0)`,
    'id received_at status channel outcome why',
    { identity: 'key chat', words: 'event error' },
  ),
  outbox: place(
    'what was or will be sent to you or about you',
    `channel = @channel AND (chat IN ${ME} OR (action IS NOT NULL AND json_valid(action)
      AND (json_extract(action, '$.person') IN ${ME} OR json_extract(action, '$.hold') IN (SELECT id FROM holds WHERE member IN ${ME}))))`,
    'id inbox grp channel type due attempts status reason thread message created_at ended_at',
    { identity: 'key chat', words: 'action' },
  ),
  timers: place('moments to come', null, 'timer ref grp due'),
  recent: place('your messages of the last three minutes', byIdentity('person'), 'grp message report at', {
    identity: 'person',
    words: 'text',
  }),
  picture_messages: place(
    'which of your messages of the last two days carried pictures (not the pictures)',
    byIdentity('person'),
    'grp message album media at',
    { identity: 'person' },
  ),
  holds: place(
    'messages of yours that were held',
    byIdentity('member'),
    'id grp rule condition opened_at closed_at outcome',
    { identity: 'member', words: 'body' },
  ),
  threads: place(
    'reports that you opened or closed',
    `${OWN} AND (opened_by IN ${ME} OR closed_by IN ${ME})`,
    'id seq grp opened_at last_at police_informed_at message description messages closed_at',
    { identity: 'opened_by closed_by', words: 'signature' },
  ),
  thread_messages: place('which message stands in which report', null, 'grp message thread'),
  reviews: place(
    'doubts about messages of yours, and doubts that you decided',
    `${OWN} AND (member IN ${ME} OR resolved_by IN ${ME})`,
    'id grp inbox at kind rule confidence hold resolved_at resolution',
    { identity: 'member resolved_by', words: 'excerpt' },
  ),
  counts: place('messages by kind and day', null, 'grp day kind outcome n'),
  ledger: place(
    'the log of infractions: those of yours, and what you approved, contested or annulled',
    'person = @id OR actor = @id',
    'seq at grp kind rule clause mode response confidence span_from span_to message ref digest prev hash',
    { person: 'person actor' },
    'the line stays, with a number behind which nobody stands any more: the chain proves that no line was changed',
  ),
  ledger_evidence: place(
    'the words of those infractions',
    'seq IN (SELECT seq FROM ledger WHERE person = @id OR actor = @id)',
    'seq grp at erased_at',
    { words: 'excerpt', secret: 'salt' },
  ),
  cases: place(
    'cases about you or opened by you',
    'person = @id OR opened_by = @id',
    'id grp ladder step opened_at closed_at outcome office',
    { person: 'person opened_by', words: 'reason', secret: 'salt' },
    `about others: ${WRITTEN_BY_OFFICE}`,
  ),
  case_entries: place('on which infractions a case rests', null, 'case_id seq'),
  case_acts: place(
    'what was done in those cases',
    'actor = @id OR case_id IN (SELECT id FROM cases WHERE person = @id)',
    'id case_id n at role',
    { person: 'actor', words: 'act', secret: 'salt' },
    `about others: ${WRITTEN_BY_OFFICE}`,
  ),
  case_log: place(
    'the log of what was done in those cases',
    'person = @id OR actor = @id',
    'seq at case_id grp role act ref facts digest prev hash',
    { person: 'person actor' },
    'the line stays, with a number behind which nobody stands any more: the chain proves that no act was changed',
  ),
  proposals: place(
    'steps that were proposed about you',
    'person = @id OR decided_by = @id',
    'id grp ladder rung points evidence at decided_at decision',
    { person: 'person decided_by', words: 'because' },
  ),
  command_waits: place('commands of yours that asked back', 'person = @id', 'id channel need at', {
    person: 'person',
    words: 'body',
  }),
  command_undos: place('commands of yours that can be taken back', 'person = @id', 'id grp at used_at', {
    person: 'person',
    words: 'body',
  }),
  broadcasts: place(
    'messages that you sent for the police',
    'sender = @id',
    'id kind digest at',
    { person: 'sender', words: 'text' },
    WRITTEN_BY_OFFICE,
  ),
  broadcast_groups: place('to which groups they went', null, 'broadcast grp key status reason ended_at'),
  habilitations: place(
    'habilitations that you gave or withdrew',
    'by = @id',
    'id grp given at',
    { person: 'by', words: 'reason' },
    WRITTEN_BY_OFFICE,
  ),
  registrations: place(
    'the charter, if you wrote it down',
    'by = @id',
    'grp at',
    { person: 'by', words: 'charter' },
    'the charter names coordinator and mandatary because Annex 2 demands it; it changes when they do',
  ),
  registration_changes: place('changes of the charter by you', 'by = @id', 'id grp item at notified_at', {
    person: 'by',
  }),
  digest_settings: place('your digest', 'person = @id', 'grp cadence weekday minute until', {
    person: 'person',
    identity: 'email',
  }),
  mails: place(
    'e-mails to you',
    'person = @id',
    'id key grp ref lang due attempts status reason created_at ended_at',
    { person: 'person', identity: 'address' },
  ),
  surveys: place('surveys', null, 'id grp opened_at closes_at closed_at invited'),
  survey_taken: place('which questions you answered, not what', 'person = @id', 'survey question', {
    person: 'person',
  }),
  survey_answers: place('sums of answers', null, 'survey question answer n'),
  evaluations: place(
    'evaluations',
    null,
    'id grp from_at to_at survey created_at finished_at',
    { words: 'texts', name: 'author' },
    'the name under a report that the mandatary handed out (art. 7)',
  ),
  telegram_later: place(
    'measures and short answers on Telegram',
    `@channel = 'telegram' AND (person IN ${ME} OR (what <> 'delete' AND subject IN ${ME}))`,
    'chat what until due attempts',
    { identity: 'subject person' },
  ),
  telegram_sent: place(
    'parts of messages sent on Telegram',
    "@channel = 'telegram' AND substr(key, -length(@identity) - 1) = '.' || @identity",
    'part message at',
    { identity: 'key' },
  ),
  telegram_permissions: place('rights of a Telegram group', null, 'chat permissions'),
  whatsapp_keys: place(
    'keys of the connection',
    null,
    'type',
    { secret: 'id value' },
    'sealed; the id is a digest under a key that lies elsewhere, so no row can be told to be yours',
  ),
  whatsapp_sent: place(
    'sealed copies of messages to you',
    `@channel = 'whatsapp' AND id IN (SELECT message FROM outbox WHERE channel = 'whatsapp' AND chat IN ${ME})`,
    'id at',
    { secret: 'value' },
  ),
  whatsapp_choices: place(
    'numbered answers that were offered to you',
    `@channel = 'whatsapp' AND message IN (SELECT message FROM outbox WHERE channel = 'whatsapp' AND chat IN ${ME})`,
    'message at actions',
    { secret: 'person' },
  ),
  whatsapp_pace: place('how many messages went out', null, 'day kind n'),
  whatsapp_met: place(
    'whom the bot may write to',
    null,
    'at',
    { secret: 'person' },
    'a digest under a key that lies elsewhere; it goes after its period',
  ),
  whatsapp_passing: place('short answers in a group', null, 'chat message due'),
  console_sessions: place(
    'your sessions in the console',
    'person = @id',
    'id device created_at seen_at rotated_at ended_at ended_by',
    { person: 'person', secret: 'token previous' },
  ),
  console_keys: place(
    'one-time links and codes',
    'person = @id',
    'id kind created_at expires_at attempts used_at',
    { person: 'person', secret: 'digest request' },
  ),
  console_passkeys: place(
    'your passkeys for the console',
    'person = @id',
    'id device created_at used_at counter algorithm',
    { person: 'person', secret: 'handle credential public_key' },
  ),
  access_log: place(
    'who looked at your data, and whose you looked at',
    'subject = @id OR actor = @id',
    'id at session what grp',
    { person: 'actor subject' },
    'the line stays, with numbers only: it proves who looked at what',
  ),
  offered_examples: place(
    'examples for the rules that you offered',
    'offered_by = @id',
    'id grp at rule lang decided_at accepted',
    { person: 'offered_by decided_by', words: 'text' },
  ),
  partnerships: place(
    'partnerships',
    null,
    'id zone commune variant lang created_at',
    { name: 'name initiator' },
    'who answers for the platform is named because Annex 4 § 3 b demands it',
  ),
  partnership_groups: place(
    'groups that you bound to a partnership',
    'by = @id',
    'grp partnership state at',
    {
      person: 'by',
    },
  ),
  account_persons: place('your identities on several networks', 'person = @id', 'account', {
    person: 'person',
  }),
  offices: place(
    'offices given to you or by you by a code',
    `person = @id OR (by IN ${ME} AND partnership IN (SELECT b.partnership FROM partnership_groups b
      JOIN groups g ON g.id = b.grp WHERE g.channel = @channel))`,
    'id partnership role groups at',
    { person: 'person', identity: 'by' },
  ),
  enrolment_codes: place(
    'one-time codes that you gave or used',
    'issued_by = @id OR used_by = @id',
    'id kind partnership role groups at expires_at used_at revoked_at',
    { person: 'issued_by used_by', secret: 'digest' },
  ),
  enrolment_salt: place('salt of the codes', null, 'id', { secret: 'salt' }),
  enrolment_attempts: place('codes of yours that were none', 'person = @id', 'id at', { person: 'person' }),
  enrolments: place(
    'your way into groups',
    'person = @id',
    'grp started_at reminders accepted_at version requested_at reported_at',
    { person: 'person' },
  ),
  declarations: place('your declarations', 'person = @id', 'id grp at version', { person: 'person' }),
  internal_rules: place('internal rules of partnerships', null, 'partnership lang text at'),
};
