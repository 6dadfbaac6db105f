/**
 * The words that WhatsApp itself writes into an export, in French, Dutch, German and English, on Android and iOS.
 * They changed over the years, so each expression takes in the older wordings too.
 */
import type { Lang } from '../../domain/vocabulary.js';
import type { SystemKind } from '../exported.js';

type Phrases = readonly (readonly [SystemKind, Lang, RegExp])[];

/** Lines about the group. They are tried on the line as a whole, without marks. */
const SYSTEM: Phrases = [
  [
    'encryption',
    'fr',
    /^(les messages et (les )?appels sont|les messages (envoyés )?.{0,60}sont) .{0,40}chiffrés de bout en bout/iu,
  ],
  [
    'encryption',
    'nl',
    /^berichten en (oproepen|gesprekken) (in deze chat )?(zijn|worden) .{0,20}end-to-end/iu,
  ],
  ['encryption', 'nl', /^berichten (naar|in) .{0,60}end-to-end ?(versleuteld|encryptie)/iu],
  ['encryption', 'de', /^nachrichten( und anrufe)? .{0,60}ende-zu-ende-verschlüsselt/iu],
  ['encryption', 'en', /^messages( and calls)?( to this group| you send)?.{0,60} end-to-end encrypt/iu],

  ['created', 'fr', /^.{1,80} (a|avez) créé (le|ce) groupe\b/iu],
  ['created', 'nl', /^.{1,80} (heeft|hebt) (de |deze )?groep .{0,120}(gemaakt|aangemaakt)/iu],
  ['created', 'de', /^.{1,80} (hat|hast) (die |diese )?gruppe .{0,120}erstellt/iu],
  ['created', 'en', /^.{1,80} created (this |the )?group\b/iu],

  [
    'joined',
    'fr',
    /^.{1,80} (a rejoint|avez rejoint|s[’']est joint|(a|avez) ajouté|a été ajouté|(a|avez) été ajouté)/iu,
  ],
  [
    'joined',
    'nl',
    /^.{1,120} (toegevoegd|is lid geworden|neemt? nu deel|toegetreden|toegetreden via .{1,60}|via de uitnodigingslink .{0,30})\.?$/iu,
  ],
  ['joined', 'nl', /^.{1,80} (is|bent) toegetreden/iu],
  [
    'joined',
    'de',
    /^.{1,120} (hinzugefügt|beigetreten|ist der gruppe .{0,60}beigetreten|(per|über) .{0,30}einladungslink .{0,40}beigetreten)\.?$/iu,
  ],
  ['joined', 'en', /^.{1,80} (joined|added|was added|were added)\b/iu],

  [
    'left',
    'fr',
    /^.{1,80} (est parti|est sorti|a quitté|avez quitté|(a|avez) (retiré|supprimé|exclu) .|a été (retiré|exclu))/iu,
  ],
  [
    'left',
    'nl',
    /^.{1,120} (heeft|hebt) .{0,60}(verlaten|verwijderd)\.?$|^.{1,80} (is|werd) (verwijderd|vertrokken)/iu,
  ],
  ['left', 'de', /^.{1,120} (hat|hast) (die gruppe verlassen|.{1,60} entfernt)|^.{1,80} wurde entfernt/iu],
  ['left', 'en', /^.{1,80} (left|removed|was removed|were removed)\b/iu],

  [
    'settings',
    'fr',
    /^.{1,80} (a|avez) (changé|modifié|supprimé l|activé|désactivé|épinglé)|^.{1,80} (est|êtes) (maintenant|désormais) admin|^(le|votre) code de sécurité|^.{1,80} a changé (de|son) numéro|messages éphémères/iu,
  ],
  [
    'settings',
    'nl',
    /^.{1,80} (heeft|hebt) .{1,200}(gewijzigd|veranderd|aangepast|ingeschakeld|uitgeschakeld|vastgemaakt|vastgezet)|^.{1,80} (is|bent) nu (een )?beheerder|^(je|uw|de) beveiligingscode|verdwijnende berichten|zelfwissende berichten/iu,
  ],
  [
    'settings',
    'de',
    /^.{1,80} (hat|hast) .{1,200}(geändert|gewechselt|aktiviert|deaktiviert|angeheftet|fixiert)|^.{1,80} (ist|bist) (jetzt|nun) (ein )?admin|^(deine|die|ihre) sicherheitsnummer|selbstlöschende nachrichten/iu,
  ],
  [
    'settings',
    'en',
    /^.{1,80} (changed|turned (on|off)|pinned|deleted this group|set .{0,30}timer)\b|^.{1,80} (is|are)( now)? (an )?admin|^.{1,80}security code|disappearing messages/iu,
  ],

  [
    'call',
    'fr',
    /^appel (vocal|vidéo|de groupe|audio).{0,60}$|^.{0,30}appel .{0,20}(manqué|sans réponse).{0,30}$/iu,
  ],
  [
    'call',
    'nl',
    /^.{0,20}(gemiste|gemist) .{0,30}(oproep|gesprek).{0,30}$|^(spraak|video|groeps)oproep.{0,30}$/iu,
  ],
  ['call', 'de', /^.{0,20}verpasste[rs]? .{0,30}anruf.{0,30}$|^(sprach|video|gruppen)anruf.{0,30}$/iu],
  ['call', 'en', /^.{0,20}missed .{0,20}call.{0,30}$|^(voice|video|group) call.{0,30}$/iu],
];

/** What the program says in this line, and in which language; null when it looks like a person's own words. */
export function systemPhrase(line: string): { readonly what: SystemKind; readonly lang: Lang } | null {
  for (const [what, lang, pattern] of SYSTEM) if (pattern.test(line)) return { what, lang };
  return null;
}
