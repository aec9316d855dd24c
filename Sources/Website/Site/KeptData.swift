import Assess
import Rules

/// What the site keeps of people and their plans: what, why, how long, and who sees it.
///
/// Every column of every table is in one of these, which a test keeps so; `docs/gegevens.md` says the same.
struct KeptData: Sendable {
  let what: LocalizedText
  let why: LocalizedText
  let howLong: LocalizedText
  let who: LocalizedText
  /// Tables with their columns; none of what is in no database.
  let columns: [String: [String]]

  /// - Parameter days: that a draft is kept which nobody changes.
  static func all(keepingDrafts days: Int) -> [KeptData] {
    let stays = LocalizedText(
      nl: "zolang de beheerder deze website houdt",
      en: "as long as the administrator keeps this site")
    let account = LocalizedText(
      nl: "tot u uw account verwijdert", en: "until you remove your account")
    let nobody = LocalizedText(nl: "niemand", en: "nobody")
    let administrator = LocalizedText(nl: "de beheerder", en: "the administrator")
    let readers = LocalizedText(
      nl:
        "uw organisatie; na het indienen ook de twee marktleiders; vanaf het voorgenomen besluit ook de andere zorgverzekeraars",
      en:
        "your organisation; once submitted the two market leaders too; from the intended decision the other insurers too"
    )
    return [
      KeptData(
        what: LocalizedText(nl: "uw naam en e-mailadres", en: "your name and e-mail address"),
        why: LocalizedText(
          nl: "om in te loggen, om u berichten te sturen, en om te weten wie iets deed",
          en: "to sign in, to send you messages, and to know who did something"),
        howLong: account,
        who: LocalizedText(
          nl: "u, de beheerder, en collega's met een account van dezelfde organisatie",
          en: "you, the administrator, and colleagues with an account of the same organisation"),
        columns: ["account": ["email", "name"]]),
      KeptData(
        what: LocalizedText(
          nl: "uw wachtwoord, niet leesbaar", en: "your password, not readable"),
        why: LocalizedText(nl: "om in te loggen", en: "to sign in"), howLong: account, who: nobody,
        columns: ["account": ["password"]]),
      KeptData(
        what: LocalizedText(
          nl: "het nummer van uw account, uw rol en uw organisatie",
          en: "the number of your account, your role and your organisation"),
        why: LocalizedText(
          nl: "om te weten wat u mag, en van welke organisatie een handeling was",
          en: "to know what you may do, and of which organisation an action was"),
        howLong: LocalizedText(
          nl: "\(stays.nl), na het verwijderen zonder uw naam",
          en: "\(stays.en), after removal without your name"),
        who: LocalizedText(
          nl: "wie het plan mag lezen ziet organisatie en rol; \(administrator.nl) alles",
          en: "whoever may read the plan sees organisation and role; \(administrator.en) all"),
        columns: [
          "account": ["id", "role", "organisation", "isActive", "confirmation", "salt"]
        ]),
      KeptData(
        what: LocalizedText(
          nl: "hoe een inlogdienst u noemt", en: "what a sign-in provider calls you"),
        why: LocalizedText(
          nl: "om met die dienst in te loggen", en: "to sign in with that provider"),
        howLong: account, who: nobody,
        columns: ["identity": ["issuer", "subject", "account"]]),
      KeptData(
        what: LocalizedText(
          nl: "dat u bent ingelogd, en links om in te loggen, niet leesbaar",
          en: "that you are signed in, and links to sign in with, not readable"),
        why: LocalizedText(nl: "om u te herkennen", en: "to recognise you"),
        howLong: LocalizedText(
          nl: "ingelogd: 12 uur; een link: hoogstens zeven dagen, en één keer",
          en: "signed in: 12 hours; a link: seven days at most, and once"),
        who: nobody,
        columns: [
          "session": ["token", "account", "expires"],
          "signInLink": ["token", "account", "expires"],
          "mailedLink": ["token", "account", "purpose", "expires"],
        ]),
      KeptData(
        what: LocalizedText(
          nl: "sleutels voor programma's: naam, rechten en laatste dag van gebruik",
          en: "keys for programs: name, rights and last day of use"),
        why: LocalizedText(
          nl: "om een programma in uw naam toe te laten", en: "to let a program in in your name"),
        howLong: LocalizedText(
          nl: "tot u de sleutel beëindigt, of uw account verwijdert",
          en: "until you end the key, or remove your account"),
        who: LocalizedText(nl: "u", en: "you"),
        columns: [
          "accessKey": ["id", "secret", "account", "name", "made", "expires", "mayWrite", "used"]
        ]),
      KeptData(
        what: LocalizedText(
          nl:
            "een account dat u vroeg en nog niet afmaakte: naam, e-mailadres, organisatie en wachtwoord",
          en:
            "an account that you asked for and did not finish: name, e-mail address, organisation and password"
        ),
        why: LocalizedText(
          nl: "om het account te maken als u de link in het bericht opent",
          en: "to make the account when you open the link in the message"),
        howLong: LocalizedText(nl: "zeven dagen", en: "seven days"), who: nobody,
        columns: [
          "registration": [
            "id", "email", "name", "organisation", "password", "token", "expires",
          ]
        ]),
      KeptData(
        what: LocalizedText(
          nl: "berichten die nog weg moeten: aan wie en waarover, zonder tekst",
          en: "messages still to go out: to whom and about what, without text"),
        why: LocalizedText(nl: "om u op de hoogte te houden", en: "to keep you informed"),
        howLong: LocalizedText(
          nl: "tot het bericht weg is; wat niet weg kan, tot de beheerder het ziet",
          en: "until it went out; what can't, until the administrator sees it"),
        who: administrator,
        columns: [
          "outbox": [
            "id", "kind", "account", "dossier", "language", "made", "tries", "due", "registration",
          ]
        ]),
      KeptData(
        what: LocalizedText(
          nl: "een concept: uw antwoorden, wat u eerder typte, bijlagen en eerdere bestanden",
          en: "a draft: your answers, what you typed before, attachments and former files"),
        why: LocalizedText(
          nl: "om het plan te schrijven en niets kwijt te raken",
          en: "to write the plan and lose nothing"),
        howLong: LocalizedText(
          nl:
            "tot u het verwijdert, of tot niemand het \(days) dagen heeft veranderd; eenmaal ingediend blijft het",
          en:
            "until you remove it, or until nobody changed it for \(days) days; once submitted it stays"
        ),
        who: LocalizedText(
          nl:
            "uw organisatie, of wie de link heeft; eerdere teksten ziet ook na het indienen niemand anders",
          en:
            "your organisation, or whoever has the link; former texts are seen by nobody else, also once submitted"
        ),
        columns: [
          "dossier": [
            "id", "track", "ruleset", "title", "owner", "link", "text", "items", "number",
            "created",
            "updated", "warned",
          ],
          "openText": ["number", "dossier", "place", "kind", "text", "author", "made"],
          "history": [
            "id", "dossier", "revision", "moment", "actor", "kind", "place", "before", "after",
            "removed",
          ],
          "attachment": ["id", "dossier", "name", "kind", "bytes", "hash", "made", "isFormer"],
        ]),
      KeptData(
        what: LocalizedText(
          nl: "wat is ingediend, met de regels waarnaar het wordt beoordeeld",
          en: "what was submitted, with the rules that it is judged by"),
        why: LocalizedText(
          nl: "om later te kunnen nagaan waarop een besluit rust",
          en: "to be able to verify later what a decision rests on"),
        howLong: stays,
        who: LocalizedText(
          nl:
            "\(readers.nl); van een goedgekeurd plan is openbaar wat bij de vraag zo is aangegeven",
          en: "\(readers.en); of an approved plan what its question says is public"),
        columns: [
          "version": [
            "dossier", "number", "text", "hash", "ruleset", "rulesetHash", "moment", "made",
          ],
          "keptRuleset": ["hash", "reference", "files"],
          "receipt": ["dossier", "reference", "account", "language"],
        ]),
      KeptData(
        what: LocalizedText(
          nl: "de beoordeling: oordelen met hun reden, voorstellen, vragen, besluit en dagen",
          en:
            "the assessment: judgements with their reason, proposals, questions, decision and days"),
        why: LocalizedText(
          nl: "om samen te besluiten, en het besluit uit te leggen",
          en: "to decide together, and to explain the decision"),
        howLong: stays,
        who: LocalizedText(
          nl:
            "de twee marktleiders; u leest het besluit en de redenen, als organisatie en niet als persoon",
          en:
            "the two market leaders; you read the decision and its reasons, by organisation and not by person"
        ),
        columns: [
          "dossier": [
            "region", "opener", "revises", "stage", "first", "second", "due", "proceeding",
            "earlier", "version",
          ],
          "judgement": [
            "dossier", "version", "insurer", "checkId", "holds", "reason", "account", "number",
          ],
        ]),
      KeptData(
        what: LocalizedText(
          nl: "organisaties en regio's", en: "organisations and regions"),
        why: LocalizedText(
          nl: "om te weten wie indient en wie beoordeelt",
          en: "to know who submits and who judges"), howLong: stays,
        who: LocalizedText(nl: "iedereen die een plan mag lezen", en: "whoever may read a plan"),
        columns: [
          "organisation": ["code", "name", "kind", "alike"],
          "region": ["code", "name", "first", "second"],
        ]),
      KeptData(
        what: LocalizedText(
          nl:
            "het logboek: wat wanneer is gedaan, met het nummer van een account en nooit een naam",
          en: "the log: what was done when, with the number of an account and never a name"),
        why: LocalizedText(
          nl: "om te laten zien dat niets achteraf is veranderd",
          en: "to show that nothing was changed afterwards"), howLong: stays,
        who: LocalizedText(
          nl:
            "wie het plan mag lezen: van eigen collega's met naam, van anderen met organisatie en rol",
          en: "whoever may read the plan: of colleagues by name, of others by organisation and role"
        ),
        columns: [
          "log": [
            "number", "moment", "actor", "action", "dossier", "version", "ruleset", "detail",
            "marks",
            "previous", "hash",
          ],
          "logHead": ["number", "hash", "signature"],
        ]),
      KeptData(
        what: LocalizedText(
          nl: "cookies: inloggen, dit bezoek, links van uw concepten, taal",
          en: "cookies: signing in, this visit, links of your drafts, language"),
        why: LocalizedText(
          nl: "om u te herkennen en formulieren te beschermen; niet om u te volgen",
          en: "to recognise you and to protect forms; not to follow you"),
        howLong: LocalizedText(nl: "hoogstens een jaar", en: "a year at most"),
        who: LocalizedText(nl: "uw browser", en: "your browser"), columns: [:]),
      KeptData(
        what: LocalizedText(nl: "uw IP-adres", en: "your IP address"),
        why: LocalizedText(
          nl: "om te tellen hoe vaak iemand iets probeert",
          en: "to count how often somebody tries something"),
        howLong: LocalizedText(
          nl: "hoogstens een paar uur, in het geheugen en in geen bestand",
          en: "a few hours at most, in memory and in no file"), who: nobody, columns: [:]),
    ]
  }

  /// The table as a document.
  static func document(keepingDrafts days: Int) -> String {
    var text = """
      # Welke gegevens de website bewaart

      Deze tabel staat ook op de website, op `/privacy`. De laatste kolom noemt de plaats in de database; een test
      houdt bij dat elke kolom er staat. Wie de website beheert, is verantwoordelijk voor de gegevens erin.

      | wat | waarom | hoe lang | wie ziet het | waar |
      |---|---|---|---|---|

      """
    for row in all(keepingDrafts: days) {
      let places = row.columns.sorted { $0.key < $1.key }.map { table, columns in
        "`\(table)`: \(columns.joined(separator: ", "))"
      }
      let cells = [
        row.what.nl, row.why.nl, row.howLong.nl, row.who.nl,
        places.isEmpty ? "geen database" : places.joined(separator: "; "),
      ]
      text += "| \(cells.joined(separator: " | ")) |\n"
    }
    return text
  }
}

enum KeptDataPage {
  @Sendable static func show(_ visit: Visit) async throws -> WebResponse {
    let rows = KeptData.all(keepingDrafts: visit.site.keepingDrafts).map { row -> PageModel in
      [
        "cells": [row.what, row.why, row.howLong, row.who].map {
          ListPages.cell(visit.say($0).prefix(1).uppercased() + visit.say($0).dropFirst())
        }
      ]
    }
    return visit.page(
      "table",
      [
        "lead": visit.words(
          "Deze website bewaart niet meer dan nodig is. Uw concept en uw account kunt u zelf verwijderen. Wat is ingediend, blijft, omdat een besluit erop rust.",
          "This site keeps no more than it needs. You can remove your draft and your account yourself. What was submitted stays, since a decision rests on it."
        ),
        "tables": [
          [
            "id": HTMLText("gegevens"),
            "heading": visit.words("Wat wij bewaren", "What we keep"),
            "columns": [
              visit.words("Wat", "What"), visit.words("Waarom", "Why"),
              visit.words("Hoe lang", "How long"), visit.words("Wie ziet het", "Who sees it"),
            ], "rows": rows,
          ] as PageModel
        ], "forms": [PageModel](),
      ], title: visit.say("Welke gegevens wij bewaren", "What data we keep"), width: .wide)
  }
}
