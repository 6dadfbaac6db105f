/** The one durable place. Repositories share a connection, and so a transaction. */
import type { Database } from 'better-sqlite3';
import { countRepository } from './counts.js';
import { digestSettingsRepository } from './digest-settings.js';
import { codeRepository } from './enrolment/codes.js';
import { enrolmentsRepository } from './enrolment/enrolments.js';
import { officeRepository } from './enrolment/offices.js';
import { partnershipRepository } from './enrolment/partnerships.js';
import { erasePerson } from './erase-person.js';
import { evaluationRepository } from './evaluations.js';
import { groupRepository } from './groups.js';
import { holdRepository } from './holds.js';
import { inboxRepository } from './inbox.js';
import { ledgerRepository } from './ledger.js';
import { mailRepository } from './mails.js';
import { memberRepository } from './members.js';
import { type OpenOptions, openDatabase } from './open-database.js';
import { outboxRepository } from './outbox.js';
import { broadcastRepository } from './people/broadcasts.js';
import { caseRepository } from './people/cases.js';
import { commandWaitRepository } from './people/command-waits.js';
import { everyoneRepository } from './people/everyone.js';
import { habilitationRepository } from './people/habilitations.js';
import { infractionRepository } from './people/infractions.js';
import { proposalRepository } from './people/proposals.js';
import { registrationRepository } from './people/registrations.js';
import { roleGrantRepository } from './people/role-grants.js';
import { personRepository } from './persons.js';
import { pictureMessageRepository } from './picture-messages.js';
import { recentRepository } from './recent.js';
import { retention } from './retention.js';
import { reviewRepository } from './reviews.js';
import { surveyRepository } from './surveys.js';
import { threadRepository } from './threads.js';
import { timerRepository } from './timers.js';
import { writeBack } from './write-back.js';

/** Opens (and creates or migrates) the database file. The caller closes it. */
export function openStore(file: string, options: OpenOptions = {}) {
  return storeOn(openDatabase(file, options));
}

/** The repositories over a connection that is open already. */
export function storeOn(db: Database) {
  const groups = groupRepository(db);
  const run = db.transaction((work: () => unknown) => work());
  return {
    db,
    groups,
    persons: personRepository(db),
    members: memberRepository(db),
    inbox: inboxRepository(db),
    outbox: outboxRepository(db),
    timers: timerRepository(db),
    recent: recentRepository(db),
    pictureMessages: pictureMessageRepository(db),
    holds: holdRepository(db),
    threads: threadRepository(db),
    reviews: reviewRepository(db),
    counts: countRepository(db),
    ledger: ledgerRepository(db),
    infractions: infractionRepository(db),
    cases: caseRepository(db),
    proposals: proposalRepository(db),
    commandWaits: commandWaitRepository(db),
    broadcasts: broadcastRepository(db),
    habilitations: habilitationRepository(db),
    registrations: registrationRepository(db),
    roleGrants: roleGrantRepository(db),
    people: everyoneRepository(db),
    partnerships: partnershipRepository(db),
    offices: officeRepository(db),
    codes: codeRepository(db),
    enrolments: enrolmentsRepository(db),
    digestSettings: digestSettingsRepository(db),
    mails: mailRepository(db),
    surveys: surveyRepository(db),
    evaluations: evaluationRepository(db),
    purge: retention(db),
    erasePerson: (person: number, at: number): number => {
      const erased = erasePerson(db, person, at);
      writeBack(db);
      return erased;
    },
    /** All or nothing; nested calls are savepoints. What was read before a rollback is forgotten with it. */
    transaction<T>(work: () => T): T {
      try {
        return (db.inTransaction ? run(work) : run.immediate(work)) as T;
      } catch (error) {
        groups.forget();
        throw error;
      }
    },
    close: (): void => void db.close(),
  };
}
export type Store = ReturnType<typeof storeOn>;
