import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../src/domain/belgian-calendar.js';
import { type Act, type ActorRole, openCase, perform } from '../../src/domain/ladder/index.js';
import { gatherCaseFile } from '../../src/reports/case-file/gather-case-file.js';
import { toHtml } from '../../src/reports/document/to-html.js';
import { parseFileRef } from '../../src/reports/file-ref.js';
import { retentionPeriods } from '../../src/rules/retention.js';
import { infraction, type Office, office } from './office.js';
import { pageCount } from './pdf-text.js';

const sha = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

describe('a case', () => {
  let o: Office;
  beforeEach(() => {
    o = office();
    for (const [person, role] of [
      ['chris', 'chef-de-corps'],
      ['burg', 'authority-delegate'],
      ['stef', 'steering-committee'],
    ] as const)
      o.engine.setMember(o.group, { person, name: person, role, lang: 'fr' });
  });
  afterEach(() => o.close());

  /** Acts one after the other, a day apart, as people do them. */
  function play(
    about: string,
    ladder: 'member' | 'coordinator',
    acts: readonly [who: string, role: ActorRole, act: Act][],
    evidence: readonly number[],
  ) {
    const cases = o.store.cases;
    const person = o.person(about);
    const opened = o.now();
    const id = cases.open({ group: o.group, person, ladder, at: opened, by: null, reason: '', evidence });
    let state = openCase(ladder, person, opened);
    for (const [i, [who, role, act]] of acts.entries()) {
      const record = { id: `t${i}`, act, actor: { person: o.person(who), role }, at: addDays(opened, i + 1) };
      const done = perform(state, record);
      if (!done.ok) throw new Error(`${act.act}: ${done.refused}`);
      state = done.state;
      cases.record(id, record, state);
    }
    return id;
  }
  const removal = (evidence: readonly number[]) =>
    play(
      'anne',
      'member',
      [
        ['marc', 'mandatary', { act: 'plan-talk', reason: 'Messages <b>répétés</b>' }],
        ['marc', 'mandatary', { act: 'note-talk', attended: true, note: 'Elle est venue' }],
        ['marc', 'mandatary', { act: 'advise', reason: 'Avis favorable' }],
        ['chris', 'chef-de-corps', { act: 'reprimand', reason: 'Nouveaux faits' }],
        ['marc', 'mandatary', { act: 'propose-removal', reason: 'Plus de confiance possible' }],
        ['cora', 'coordinator', { act: 'sign' }],
        ['marc', 'mandatary', { act: 'sign' }],
        ['chris', 'chef-de-corps', { act: 'visa' }],
      ],
      evidence,
    );

  it('is one file with history, signatures, evidence and deadlines', async () => {
    const id = removal([
      infraction(o, 'anne', 'leak', 'Je partage <script>'),
      infraction(o, 'anne', 'off-topic', ''),
    ]);
    const html = toHtml(o.files.document(`case:${id}:fr`));
    for (const fact of [
      'Entretien (membre)',
      'Visa',
      'Signature',
      'Elle est venue',
      'Avis favorable',
      'chris',
      'Titre de leak',
      'Je partage &lt;script&gt;',
      'renvoi définitif',
      'Image ou message sans texte',
    ])
      expect(html).toContain(fact);
    expect(html).not.toContain('<script');
    expect(pageCount(await o.files.readFile(`case:${id}`))).toBeGreaterThan(2);
  });

  it('brings the proof: each line and each excerpt can be hashed again from the paper alone', () => {
    const id = removal([infraction(o, 'anne', 'leak', 'mots prouvés')]);
    const rows = new Map(
      o.files
        .document(`case:${id}:en`)
        .blocks.flatMap((b) => (b.type === 'facts' ? b.rows.map(([k, v]) => [k, v] as const) : []))
        // Lines of the acts, which come after it, have rows of the same names.
        .reverse(),
    );
    expect(sha(`${rows.get('line')}\n${rows.get('prev')}`)).toBe(rows.get('Entry 1'));
    expect(sha(`${rows.get('salt')}\nmots prouvés`)).toBe(rows.get('digest'));
    expect(rows.get('State of the log')).toContain('1');
    expect(rows.get('Fingerprint of the last entry')).toBe(rows.get('Entry 1'));
  });

  it('brings the same for what was done: each act, and its reason, can be hashed again from the paper', () => {
    const id = removal([infraction(o, 'anne')]);
    const blocks = o.files
      .document(`case:${id}:en`)
      .blocks.flatMap((b) =>
        b.type === 'facts' && b.rows[0]?.[0].endsWith('of the cases') ? [new Map(b.rows)] : [],
      );
    const lines = blocks.filter((b) => b.has('words'));
    // The opening, and the eight acts.
    expect(lines).toHaveLength(9);
    for (const rows of lines) {
      expect(sha(`${rows.get('line')}\n${rows.get('prev')}`)).toBe([...rows.values()][0]);
      expect(sha(`${rows.get('salt')}\n${rows.get('words')}`)).toBe(rows.get('digest'));
    }
    expect(lines.at(-2)?.get('line')).toContain('"act":"sign"');
    expect(JSON.stringify([...lines[5]!])).toContain('Plus de confiance possible');
  });

  it('knows nothing of a deleted case that had the same number', () => {
    const earlier = removal([]);
    const end = new Date(o.now());
    o.store.db.prepare('UPDATE cases SET closed_at = ? WHERE id = ?').run(o.now(), earlier);
    o.store.purge(end.setUTCFullYear(end.getUTCFullYear() + 20), retentionPeriods());
    expect(play('bram', 'member', [], [])).toBe(earlier);
    const lines = gatherCaseFile(o.store, o.store.cases.byId(earlier)!, 'fr', o.now()).lines;
    expect(lines.map((l) => JSON.parse(l.canonical).act)).toEqual(['open']);
  });

  it('does not vouch for acts that were changed', () => {
    const id = removal([infraction(o, 'anne')]);
    o.store.db.exec("UPDATE case_acts SET act = replace(act, 'Nouveaux', 'Anciens')");
    const html = toHtml(o.files.document(`case:${id}:fr`));
    expect(html).toContain('la chaîne est rompue');
    expect(html).toMatch(/Intact\s: 1 inscriptions/);
  });

  it('does not vouch for a log that was changed', () => {
    const id = removal([infraction(o, 'anne')]);
    o.store.db.exec("DROP TRIGGER ledger_no_update; UPDATE ledger SET rule = 'off-topic' WHERE seq = 1");
    expect(toHtml(o.files.document(`case:${id}:fr`))).toContain('la chaîne est rompue');
  });

  it('has the letters of its steps, with who signed', () => {
    const id = removal([infraction(o, 'anne', 'leak', 'mots')]);
    const signed = (kind: string) =>
      o.files
        .document(`letter:${id}:${kind}:fr`)
        .blocks.flatMap((b) =>
          b.type === 'signatures' ? b.slots.map((s) => [s.name, s.signed !== '']) : [],
        );
    expect(signed('talk-invitation')).toEqual([
      ['cora', false],
      ['marc', true],
    ]);
    expect(signed('reprimand')).toEqual([['chris', true]]);
    expect(signed('removal')).toEqual([
      ['cora', true],
      ['marc', true],
      ['chris', true],
    ]);
    const html = toHtml(o.files.document(`letter:${id}:removal:fr`));
    expect(html).toContain('Plus de confiance possible');
    expect(html).toContain('mots');
    expect(o.files.missing(`letter:${id}:removal:fr`)).toEqual([]);
    expect(o.files.missing(`letter:${id}:talk-invitation:fr`)).toEqual(
      expect.arrayContaining(['talkat', 'place']),
    );
  });

  it('does not quote what was annulled, and says of erased words that they are gone', () => {
    const [wrong, right] = [infraction(o, 'anne', 'leak', 'annulé'), infraction(o, 'anne', 'leak', 'effacé')];
    const id = removal([wrong, right]);
    o.engine.annul(wrong, 'marc', 'erreur');
    o.store.db
      .prepare('UPDATE ledger_evidence SET salt = NULL, excerpt = NULL, erased_at = 1 WHERE seq = ?')
      .run(right);
    const html = toHtml(o.files.document(`letter:${id}:removal:fr`));
    expect(html).not.toContain('>annulé<');
    expect(html).toContain('a été effacé au terme');
    expect(toHtml(o.files.document(`case:${id}:fr`))).toContain('annulation');
  });

  it('of a coordinator has dismissal, copy, appeal and temporary coordination, with their days', () => {
    const opened = o.now();
    const id = play(
      'cora',
      'coordinator',
      [
        ['chris', 'chef-de-corps', { act: 'note-interview', note: '', passesOver: 'Faits trop graves' }],
        ['chris', 'chef-de-corps', { act: 'advise-dismissal', reason: 'Avis' }],
        ['burg', 'authority-delegate', { act: 'dismiss', reason: 'Racisme' }],
        ['burg', 'authority-delegate', { act: 'send-copy' }],
        ['burg', 'authority-delegate', { act: 'appeal', receivedAt: addDays(opened, 5), by: 'e-mail' }],
        ['stef', 'steering-committee', { act: 'name-temporary', person: o.person('bram') }],
        ['burg', 'authority-delegate', { act: 'ruling', confirmed: false, reason: 'Preuve insuffisante' }],
      ],
      [],
    );
    const html = (kind: string) => toHtml(o.files.document(`letter:${id}:${kind}:fr`));
    expect(html('dismissal')).toContain('26 mars 2026');
    expect(html('interior-copy')).toContain('binplp@ibz.fgov.be');
    expect(html('appeal-acknowledgement')).toContain('6 avril 2026');
    expect(html('temporary-coordinator')).toContain('bram');
    expect(html('ruling')).toContain('pas confirmé');
    for (const kind of [
      'dismissal',
      'interior-copy',
      'appeal-acknowledgement',
      'temporary-coordinator',
      'ruling',
    ])
      expect(
        o.files.missing(`letter:${id}:${kind}:fr`).filter((m) => m !== 'commune' && m !== 'zone'),
      ).toEqual([]);
  });

  it('speaks the language of whom it writes to; English speakers are written to in the group’s', () => {
    o.engine.setMember(o.group, { person: 'anne', name: 'anne', role: 'member', lang: 'nl' });
    const id = removal([]);
    expect(o.files.document(`letter:${id}:removal`).lang).toBe('nl');
    o.engine.setMember(o.group, { person: 'anne', name: 'anne', role: 'member', lang: 'en' });
    expect(o.files.document(`letter:${id}:removal`).lang).toBe('fr');
  });

  it('refuses a letter that nothing in it is about, and what is not there', async () => {
    const id = removal([]);
    await expect(o.files.readFile(`letter:${id}:dismissal`)).rejects.toThrow('nothing that a letter');
    await expect(o.files.readFile(`letter:${id}:nonsense`)).rejects.toThrow('no letter');
    await expect(o.files.readFile('case:99')).rejects.toThrow('no case 99');
    await expect(o.files.readFile('../../etc/passwd')).rejects.toThrow('no file');
  });
});

describe('a charter', () => {
  it('is asked to be approved with its checklist, and its changes are told', () => {
    const o = office();
    const registrations = o.store.registrations;
    const before = {
      ...registrations.charter(o.group),
      name: 'PLP Moulin',
      sentToInterior: '2026-01-05',
      commune: 'Ixelles',
    };
    registrations.save(o.group, before, null, o.now());
    registrations.save(
      o.group,
      {
        ...before,
        coordinator: { name: 'Bart Claes', address: 'Rue 9', phone: '', email: '' },
        variant: 'business',
      },
      null,
      o.now(),
    );
    const request = toHtml(o.files.document(`letter:g${o.group}:registration-request:fr`));
    expect(request).toContain('PLP Moulin');
    expect(request).toContain('repris dans la charte');
    expect(request).toContain('à compléter');
    const change = toHtml(o.files.document(`letter:g${o.group}:charter-change:nl`));
    expect(change).toContain('Bart Claes, Rue 9');
    expect(change).toContain('Bedrijventerrein');
    return o.close();
  });
});

describe('references of files', () => {
  it('are read in one way only', () => {
    expect(parseFileRef('letter:12:removal')).toEqual({
      what: 'letter',
      case: 12,
      kind: 'removal',
      format: 'pdf',
    });
    expect(parseFileRef('letter:g3:charter-change:html:nl')).toEqual({
      what: 'charter-letter',
      group: 3,
      kind: 'charter-change',
      format: 'html',
      lang: 'nl',
    });
    expect(parseFileRef('digest:3:12:100:200')).toMatchObject({ from: 100, to: 200 });
    for (const wrong of [
      '',
      'case',
      'case:x',
      'case:1:csv',
      'case:1:2',
      'letter:1',
      'letter:1:Removal',
      'digest:1:2:200:100',
      'evaluation:1:pdf:fr:fr',
      'case:1e3',
      'case:-1',
    ])
      expect(parseFileRef(wrong), wrong).toBeNull();
  });

  it('never throw, whatever they are', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseFileRef(text)));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('letter', 'case', 'digest', 'g1', '1', 'pdf', 'csv', 'fr', ''), {
          maxLength: 8,
        }),
        (parts) => void parseFileRef(parts.join(':')),
      ),
    );
  });
});
