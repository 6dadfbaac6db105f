/** Every migration in order. The place in the list plus one is the `user_version` that it leads to. */
import type { Database } from 'better-sqlite3';
import { sql as first } from './001-journals-and-register.js';
import { sql as telegram } from './002-telegram.js';
import { sql as whatsapp } from './003-whatsapp.js';
import { sql as console_ } from './004-console.js';
import { sql as reports } from './005-reports.js';
import { sql as people } from './006-people.js';
import { sql as passing } from './007-whatsapp-passing.js';
import { sql as reportIndexes } from './008-report-indexes.js';
import { sql as enrolment } from './009-enrolment.js';
import { sql as personIndexes } from './010-person-indexes.js';
import { sql as albums } from './011-albums.js';
import { sql as passkeys } from './012-passkeys.js';
import { sql as pictureMessages } from './013-picture-messages.js';
import { up as caseLog } from './014-case-log.js';
import { sql as leftBy } from './015-left-by.js';
import { sql as crisisIndex } from './016-crisis-index.js';

/** SQL, or what SQL alone can't do; both within the transaction of their number. */
export type Migration = string | ((db: Database) => void);

export const migrations: readonly Migration[] = [
  first,
  telegram,
  whatsapp,
  console_,
  reports,
  people,
  passing,
  reportIndexes,
  enrolment,
  personIndexes,
  albums,
  passkeys,
  pictureMessages,
  caseLog,
  leftBy,
  crisisIndex,
];
