import TestSupport
import Testing

@testable import Assess

/// Mistakes that authors make, each alone in a small ruleset that is right: four criteria, a decision table, two versions.
@Suite("a mistake in a ruleset is told of where it was made")
struct MistakeTests {
  static let root = World.package + "Tests/AssessTests/Fixtures/authoring"
  static let folder = root + "/proef/woning"

  /// What is changed in which file (a file that is not there is made), and where and how that is told.
  static let mistakes:
    [(name: String, file: String, old: String?, new: String, place: String, says: String)] = [
      (
        "misspelt field", "e1-woning.yaml", "rule: bouwjaar <", "rule: bouwjar <",
        "e1-woning.yaml:14:", "onbekende naam 'bouwjar'"
      ),
      (
        "thousands in a cell", "e3-kosten.yaml", "[\"[5000..20000)\", \"\\\"leeg",
        "[\"[5.000..20.000)\", \"\\\"leeg",
        "e3-kosten.yaml:11:", "'5.000' is hier 5: de punt staat voor decimalen"
      ),
      (
        "thousands with a comma", "e3-kosten.yaml", "[\"[5000..20000)\", \"\\\"leeg",
        "[\"[5000..20,000)\", \"\\\"leeg", "e3-kosten.yaml:11:",
        "hier staat ',', maar verwacht wordt ']'"
      ),
      (
        "misspelt key", "e1-woning.yaml",
        "    basis: source\n    force: condition\n    words: { nl: een oude",
        "    bassis: source\n    force: condition\n    words: { nl: een oude", "e1-woning.yaml:7:",
        "'basis' ontbreekt: een controle heeft "
      ),
      (
        "misspelt definition", "e3-kosten.yaml", "gevraagd <= aandeel * kosten",
        "gevraagd <= andeel * kosten", "e3-kosten.yaml:36:", "onbekende naam 'andeel'"
      ),
      (
        "misspelt parameter", "e1-woning.yaml", "rule: bouwjaar < oud tot",
        "rule: bouwjaar < oud to", "e1-woning.yaml:14:", "onbekende naam 'oud to'"
      ),
      (
        "misspelt member", "e4-planning.yaml", "m.uitvoerder != null", "m.uitvoerer != null",
        "e4-planning.yaml:22:", "een context heeft geen onderdeel 'uitv"
      ),
      (
        "misspelt criterion in the outcome", "outcome.yaml", "{ expression: E2 }",
        "{ expression: E9 }", "outcome.yaml:5:", "onbekende naam 'E9'"
      ),
      (
        "misspelt function", "e3-kosten.yaml", "sum(maatregelen.kosten)", "som(maatregelen.kosten)",
        "e3-kosten.yaml:2:", "onbekende naam 'som'"
      ),
      (
        "a value that is not allowed", "e1-woning.yaml", "\"eigenaar\", \"huurder\"",
        "\"eigenaar\", \"huurdr\"", "e1-woning.yaml:23:", "\"huurdr\" is geen waarde die hier kan v"
      ),
      (
        "a value that is not allowed, in applies", "e2-aanvrager.yaml",
        "applies: bewoning = \"huurder\"", "applies: bewoning = \"huurde\"",
        "e2-aanvrager.yaml:13:", "\"huurde\" is geen waarde die hier kan v"
      ),
      (
        "a value that is not allowed, in a cell", "e3-kosten.yaml",
        "[\"[5000..20000)\", \"\\\"leeg\\\"\"]", "[\"[5000..20000)\", \"\\\"leegg\\\"\"]",
        "e3-kosten.yaml:11:", "\"leegg\" is geen waarde die hier kan vo"
      ),
      (
        "a number with a text", "e1-woning.yaml", "rule: bouwjaar < oud tot",
        "rule: bouwjaar < \"2000\"", "e1-woning.yaml:14:", "een getal en een tekst zijn niet te ve"
      ),
      (
        "other units", "vocabulary.yaml", "gevraagd: { type: number, unit: EUR",
        "gevraagd: { type: number, unit: fte", "e3-kosten.yaml:36:",
        "een getal in fte en een getal in EUR z"
      ),
      (
        "misspelt unit", "vocabulary.yaml", "kosten: { type: number, unit: EUR",
        "kosten: { type: number, unit: EURO", "e3-kosten.yaml:36:",
        "een getal in EUR en een getal in EURO "
      ),
      (
        "a date with a number", "e4-planning.yaml", "eind <= start + duration(\"P2Y\")",
        "eind <= start + 2", "e4-planning.yaml:13:", "'+' kan niet met een datum en een geta"
      ),
      (
        "fails text missing", "e1-woning.yaml",
        "    fails: { nl: De woning staat leeg., en: The house is empty. }\n", "",
        "e1-woning.yaml:17:", "'fails' ontbreekt: een controle met ee"
      ),
      (
        "passes text missing", "e1-woning.yaml",
        "    passes: { nl: 'Bewoning: {bewoning}.', en: 'Occupation: {bewoning}.' }\n", "",
        "e1-woning.yaml:17:", "'passes' ontbreekt: een controle met e"
      ),
      (
        "English missing", "e1-woning.yaml",
        "{ nl: De woning staat leeg., en: The house is empty. }", "{ nl: De woning staat leeg. }",
        "e1-woning.yaml:25:", "'en' ontbreekt: een tekst in twee tale"
      ),
      (
        "not applicable missing", "e2-aanvrager.yaml",
        "    not applicable: { nl: De aanvrager huurt niet., en: The applicant does not rent. }\n",
        "", "e2-aanvrager.yaml:13:", "'not applicable' ontbreekt: wat zien m"
      ),
      (
        "a name in a text that is not there", "e1-woning.yaml", "'Bewoning: {bewoning}.'",
        "'Bewoning: {bewooning}.'", "e1-woning.yaml:24:", "onbekende naam 'bewooning'"
      ),
      (
        "a brace that is not closed", "e1-woning.yaml", "'Bewoning: {bewoning}.'",
        "'Bewoning: {bewoning.'", "e1-woning.yaml:24:", "bij deze accolade hoort een '}' die er"
      ),
      (
        "versions that overlap", "ruleset.yaml", "valid until: 2024-12-31",
        "valid until: 2025-06-30", "ruleset.yaml:14:", "de versies 'regeling-2024' en 'regelin"
      ),
      (
        "a gap between versions", "ruleset.yaml", "valid until: 2024-12-31",
        "valid until: 2024-11-30", "ruleset.yaml:14:", "W161"
      ),
      (
        "valid until before valid from", "ruleset.yaml", "valid until: 2024-12-31",
        "valid until: 2023-12-31", "ruleset.yaml:10:", "deze versie eindigt voordat zij begint"
      ),
      (
        "changes that do not name the check", "ruleset.yaml", "Het plafond van E3.1 is nu",
        "Het plafond is nu", "ruleset.yaml:14:", "E162"
      ),
      (
        "a gap", "e3-kosten.yaml", "\"[5000..20000)\", \"not(\\\"leeg\\\")\"",
        "\"[6000..20000)\", \"not(\\\"leeg\\\")\"", "e3-kosten.yaml:3:", "W121"
      ),
      (
        "a gap by a hair", "e3-kosten.yaml", "\">= 20000\", \"-\"", "\"> 20000\", \"-\"",
        "e3-kosten.yaml:3:", "W121"
      ),
      (
        "a row left out", "e3-kosten.yaml",
        "        - { when: [\"[5000..20000)\", \"\\\"leeg\\\"\"], then: ['0.2'] }\n", "",
        "e3-kosten.yaml:3:", "W121"
      ),
      (
        "rows that overlap", "e3-kosten.yaml", "\"< 5000\", \"-\"", "\"< 6000\", \"-\"",
        "e3-kosten.yaml:10:", "E122"
      ),
      (
        "overlap by a hair", "e3-kosten.yaml", "\"< 5000\", \"-\"", "\"<= 5000\", \"-\"",
        "e3-kosten.yaml:10:", "E122"
      ),
      (
        "the same row twice", "e3-kosten.yaml",
        "        - { when: [\">= 20000\", \"-\"], then: ['0.5'] }\n",
        "        - { when: [\">= 20000\", \"-\"], then: ['0.5'] }\n        - { when: [\">= 20000\", \"-\"], then: ['0.4'] }\n",
        "e3-kosten.yaml:13:", "E122"
      ),
      (
        "empty interval", "e3-kosten.yaml", "\">= 20000\", \"-\"", "\"[30000..20000]\", \"-\"",
        "e3-kosten.yaml:3:", "W121"
      ),
      (
        "a row that is masked", "outcome.yaml", "[\"-\", \"false\", \"-\", \"-\"]",
        "[\"false\", \"false\", \"-\", \"-\"]", "outcome.yaml:2:", "E111"
      ),
      (
        "output not in the results", "outcome.yaml", "then: [\"\\\"later\\\"\"]",
        "then: [\"\\\"latr\\\"\"]", "outcome.yaml:2:", "E112"
      ),
      (
        "too few cells", "e3-kosten.yaml", "\">= 20000\", \"-\"]", "\">= 20000\"]",
        "e3-kosten.yaml:12:", "deze regel heeft 1 cellen, en bij 'inp"
      ),
      (
        "an outcome with a gap", "outcome.yaml",
        "      - { when: [\"-\", \"-\", \"-\", \"false\"], then: [\"\\\"later\\\"\"] }\n", "",
        "outcome.yaml:2:", "E111"
      ),
      (
        "a result that no row gives", "outcome.yaml", "then: [\"\\\"later\\\"\"]",
        "then: [\"\\\"nee\\\"\"]", "outcome.yaml:2:", "W117"
      ),
      (
        "two rows of the outcome", "outcome.yaml", "hit policy: FIRST", "hit policy: UNIQUE",
        "outcome.yaml:2:", "E111"
      ),
      (
        "an unknown hit policy", "outcome.yaml", "hit policy: FIRST", "hit policy: FRIST",
        "outcome.yaml:4:", "'FRIST' kan hier niet; kies uit UNIQUE"
      ),
      (
        "COLLECT where one value is needed", "e3-kosten.yaml", "hit policy: UNIQUE",
        "hit policy: COLLECT", "e3-kosten.yaml:36:", "'*' kan niet met een lijst en een geta"
      ),
      (
        "PRIORITY without an order", "outcome.yaml", "hit policy: FIRST", "hit policy: PRIORITY",
        "outcome.yaml:6:", "'allowed' ontbreekt: PRIORITY volgt de"
      ),
      (
        "never fails", "e1-woning.yaml", "rule: bouwjaar < oud tot",
        "rule: bouwjaar < oud tot or bouwjaar >= oud tot", "e1-woning.yaml:14:", "W134"
      ),
      (
        "never fails by constraint", "e1-woning.yaml", "rule: bouwjaar < oud tot",
        "rule: bouwjaar < 2200", "e1-woning.yaml:14:", "W134"
      ),
      (
        "rule: true", "e1-woning.yaml", "rule: bouwjaar < oud tot", "rule: 'true'",
        "e1-woning.yaml:14:", "W134"
      ),
      (
        "a division by what may be zero", "e1-woning.yaml", "rule: bouwjaar < oud tot",
        "rule: bouwjaar < oud tot and 100 / (bouwjaar - 1990) < 3", "e1-woning.yaml:14:",
        "heeft geen antwoord bij `bouwjaar: 1990`"
      ),
      (
        "never passes", "e1-woning.yaml", "rule: bouwjaar < oud tot",
        "rule: bouwjaar < oud tot and bouwjaar > oud tot", "e1-woning.yaml:14:", "W133"
      ),
      (
        "never passes by constraint", "e1-woning.yaml", "rule: bouwjaar < oud tot",
        "rule: bouwjaar < 1200", "e1-woning.yaml:14:", "W133"
      ),
      (
        "two checks contradict", "e2-aanvrager.yaml", "    rule: toestemming = true",
        "    rule: toestemming = true and bouwjaar > 2010", "e2-aanvrager.yaml:15:", "W135"
      ),
      (
        "a list that is empty and not", "e4-planning.yaml",
        "rule: every m in maatregelen satisfies m.uitvoerder != null",
        "rule: count(maatregelen) >= 1 and (every m in maatregelen satisfies m.kosten < 0)",
        "e4-planning.yaml:22:", "W133"
      ),
      (
        "applies is never true", "e2-aanvrager.yaml", "applies: bewoning = \"huurder\"",
        "applies: bewoning = \"huurder\" and bewoning = \"leeg\"", "e2-aanvrager.yaml:13:", "W131"
      ),
      (
        "applies is always true", "e3-kosten.yaml", "applies: count(maatregelen) >= 1",
        "applies: count(maatregelen) >= 0", "e3-kosten.yaml:34:", "W132"
      ),
      (
        "and for or", "e1-woning.yaml", "rule: bewoning in (\"eigenaar\", \"huurder\")",
        "rule: bewoning = \"eigenaar\" and bewoning = \"huurder\"", "e1-woning.yaml:23:", "W133"
      ),
      (
        "null tested of a field that is required", "e1-woning.yaml", "rule: bouwjaar < oud tot",
        "rule: bouwjaar != null", "e1-woning.yaml:14:", "W134"
      ),
      (
        "a field that no rule uses", "vocabulary.yaml", "  start: { type: date",
        "  begin: { type: date, label: { nl: Begin, en: Begin } }\n  start: { type: date",
        "vocabulary.yaml:20:", "W143"
      ),
      (
        "a member that no rule uses", "vocabulary.yaml", "      uitvoerder: {",
        "      bonnummer: { type: string, label: { nl: Bon, en: Receipt } }\n      uitvoerder: {",
        "vocabulary.yaml:9:", "W143"
      ),
      (
        "a parameter that no rule uses", "e1-woning.yaml", "rule: bouwjaar < oud tot",
        "rule: bouwjaar < 2000", "parameters.yaml:2:", "W142"
      ),
      (
        "a definition that no rule uses", "e3-kosten.yaml", "definitions:\n",
        "definitions:\n  vergeten: gevraagd + 1\n", "e3-kosten.yaml:2:", "W141"
      ),
      (
        "an unknown source", "e1-woning.yaml",
        "    source: regeling#art-2\n    basis: source\n    force: condition\n    words: { nl: een",
        "    source: regelin#art-2\n    basis: source\n    force: condition\n    words: { nl: een",
        "e1-woning.yaml:9:", "de bron 'regelin' van 'regelin#art-2' "
      ),
      (
        "an unknown section", "e1-woning.yaml",
        "    source: regeling#art-2\n    basis: source\n    force: condition\n    words: { nl: een",
        "    source: regeling#art-9\n    basis: source\n    force: condition\n    words: { nl: een",
        "e1-woning.yaml:9:", "de bron 'regeling' heeft geen sectie '"
      ),
      (
        "a check without a source", "e1-woning.yaml",
        "    source: regeling#art-2\n    basis: source\n    force: condition\n    words: { nl: een",
        "    basis: source\n    force: condition\n    words: { nl: een", "e1-woning.yaml:7:",
        "'source' ontbreekt: een controle heeft"
      ),
      (
        "a section that nobody cites", "sources.yaml", "art-5: Artikel 5",
        "art-5: Artikel 5, art-6: Artikel 6", "sources.yaml:6:", "W145"
      ),
      (
        "a source that nobody cites", "sources.yaml", "readings:",
        "  brief:\n    title: Brief\n    publisher: Gemeente\n    date: 2024-01-01\n    sections: { p1: Blad 1 }\nreadings:",
        "sources.yaml:7:", "W144"
      ),
      (
        "a reading that nobody uses", "sources.yaml", "readings:\n",
        "readings:\n  L2:\n    point: { nl: Wat?, en: What? }\n    choice: { nl: Dit., en: This. }\n",
        "sources.yaml:8:", "W146"
      ),
      (
        "an unknown reading", "e1-woning.yaml", "reading: L1", "reading: L7", "e1-woning.yaml:13:",
        "de lezing 'L7' is onbekend"
      ),
      (
        "a parameter of a reading that is not there", "parameters.yaml", "reading: L1",
        "reading: L7", "parameters.yaml:6:", "de lezing 'L7' is onbekend"
      ),
      (
        "a reading parameter without a reading", "parameters.yaml", "    reading: L1\n", "",
        "parameters.yaml:2:", "'reading' ontbreekt: een parameter die"
      ),
      (
        "a text with another number than the rule", "e4-planning.yaml", "duration(\"P2Y\")",
        "duration(\"P3Y\")", "e4-planning.yaml:", "W153"
      ),
      (
        "a text with another time, in words", "e4-planning.yaml", "meer dan 2 jaar na",
        "meer dan drie jaar na", "e4-planning.yaml:", "'fails' van controle E4.1: 3 jaar"
      ),
      (
        "what a criterion asks with another time", "e4-planning.yaml", "binnen twee jaar klaar",
        "binnen drie jaar klaar", "e4-planning.yaml:", "'requirement' van criterium E4: 3 jaar"
      ),
      (
        "Dutch and English name other values", "e3-kosten.yaml",
        "en: 'Asked: {gevraagd}. The ceiling is {plafond}.'",
        "en: 'Asked: {plafond}. The ceiling is {plafond}.'", "e3-kosten.yaml:27:", "W152"
      ),
      (
        "a parenthesis that is not closed", "e3-kosten.yaml", "sum(maatregelen.kosten)",
        "sum(maatregelen.kosten", "e3-kosten.yaml:2:", "'(' wordt niet afgesloten"
      ),
      (
        "= twice", "e2-aanvrager.yaml", "toestemming = true", "toestemming == true",
        "e2-aanvrager.yaml:15:", "'==' is geen bewerking in FEEL"
      ),
      (
        "a circle of definitions", "e3-kosten.yaml",
        "  kosten: if count(maatregelen) = 0 then 0 else sum(maatregelen.kosten)",
        "  kosten: totaal + 1\n  totaal: kosten + 1", "e3-kosten.yaml:2:",
        "deze definities hebben elkaar in een k"
      ),
      (
        "an impossible date", "e1-woning.yaml", "rule: bouwjaar < oud tot",
        "rule: bouwjaar < oud tot and start > date(\"2024-02-30\")", "e1-woning.yaml:14:",
        "de tekst \"2024-02-30\" is niet te lezen"
      ),
      (
        "an impossible duration", "e4-planning.yaml", "duration(\"P2Y\")", "duration(\"2Y\")",
        "e4-planning.yaml:13:", "de tekst \"2Y\" is niet te lezen als een"
      ),
      (
        "a pattern that can't be read", "e1-woning.yaml",
        "rule: bewoning in (\"eigenaar\", \"huurder\")", "rule: matches(bewoning, \"[a-z\")",
        "e1-woning.yaml:23:", "deze '[' wordt niet gesloten"
      ),
      (
        "a division by nothing", "e3-kosten.yaml", "gevraagd <= aandeel * kosten",
        "gevraagd / 0 <= aandeel * kosten", "e3-kosten.yaml:36:", "delen door nul kan niet"
      ),
      (
        "the sum of what may be empty", "e3-kosten.yaml",
        "if count(maatregelen) = 0 then 0 else sum(maatregelen.kosten)", "sum(maatregelen.kosten)",
        "e3-kosten.yaml:2:", "E102"
      ),
      (
        "an optional answer without a guard", "e1-woning.yaml", "rule: bouwjaar < oud tot",
        "rule: bouwjaar < oud tot and toestemming", "e1-woning.yaml:14:", "E101"
      ),
      (
        "turned round", "outcome.yaml", "[\"-\", \"-\", \"false\", \"-\"]",
        "[\"-\", \"-\", \"true\", \"-\"]", "outcome.yaml:2:", "E111"
      ),
      (
        "a file that is not there", "ruleset.yaml", "plafond-2024.yaml", "plafond-2023.yaml",
        "plafond-2024.yaml", "geen enkele versie noemt dit bestand, "
      ),
      (
        "effects the wrong way", "outcome.yaml", "ja: { effect: positive", "ja: { effect: negative",
        "outcome.yaml:2:", "E113"
      ),
      (
        "submission date names no field", "ruleset.yaml", "submission date: ingediend op",
        "submission date: ingedient op", "ruleset.yaml:5:18:",
        "het veld 'ingedient op' ontbreekt in een versie"
      ),
      (
        "plan title is no text", "ruleset.yaml", "plan title: adres", "plan title: bouwjaar",
        "ruleset.yaml:6:13:", "het veld 'bouwjaar' is de 'plan title'"
      ),
      (
        "published names no field", "ruleset.yaml", "plan title: adres",
        "plan title: adres\nprocedure: plan\npublished: [adress]", "ruleset.yaml:8:13:",
        "het veld 'adress' ontbreekt in een versie"
      ),
      (
        "a constraint that no value meets", "vocabulary.yaml", "constraint: \"[1500..2100]\"",
        "constraint: \"[2100..1500]\"", "e1-woning.yaml:14:", "W133"
      ),
      (
        "a constraint that can't be read", "vocabulary.yaml", "constraint: \"[1500..2100]\"",
        "constraint: \"[1500..\"", "vocabulary.yaml:13:", "hier ontbreekt een waarde of een naam"
      ),
      (
        "the same check twice", "e1-woning.yaml", "check: E1.2", "check: E1.1",
        "e1-woning.yaml:17:", "'E1.1' is er al"
      ),
      (
        "the same field twice", "vocabulary.yaml", "  start: { type: date",
        "  adres: { type: string }\n  start: { type: date", "vocabulary.yaml:20:",
        "het veld adres staat er twee keer; de "
      ),
      (
        "an example that no test uses", "examples/los.yaml", nil,
        "ruleset: proef/woning\nadres: Los 1\ningediend op: 2024-05-01\n", "examples/los.yaml",
        "geen enkele test is van dit voorbeeld"
      ),
      (
        "an example that can't be read", "examples/dorpsstraat.yaml", "bouwjaar: 1960",
        "bouwjaar: veel", "examples/dorpsstraat.yaml:4:", "bij 'bouwjaar' staat 'veel', en dat is"
      ),
      (
        "a test that expects a wrong verdict", "tests/dorpsstraat.yaml", "E1.2: passes, E2.1",
        "E1.2: fails, E2.1", "tests/dorpsstraat.yaml", "E1.2: verwacht fails, gevonden passes"
      ),
      (
        "a wrong word for a verdict", "tests/dorpsstraat.yaml", "E1.2: passes, E2.1",
        "E1.2: passed, E2.1", "tests/dorpsstraat.yaml:4:", "'passed' is geen oordeel"
      ),
      (
        "a test of a check that is not there", "tests/dorpsstraat.yaml", "E4.2: passes }",
        "E4.3: passes }", "tests/dorpsstraat.yaml", "E4.3: deze controle is er niet"
      ),
      (
        "a variant of an answer that is not there", "tests/dorpsstraat.yaml",
        "change: { bouwjaar: 2000 }", "change: { bouwjar: 2000 }",
        "examples/dorpsstraat.yaml › te nieuw:1:", "'bouwjar' wordt hier niet gevraagd"
      ),
      (
        "a variant without effect", "tests/dorpsstraat.yaml", "    differs: { E1.1: fails }\n", "",
        "› te nieuw", "E1.1: verwacht passes, gevonden fails"
      ),
      (
        "a plan that is not there", "tests/dorpsstraat.yaml", "examples/dorpsstraat.yaml",
        "examples/dorpstraat.yaml", "examples/dorpstraat.yaml", "dit bestand is er niet"
      ),
      (
        "a version without a test", "tests/een-jaar-later.yaml",
        "version: regeling-2025\non: 2025-05-01\n", "", "proef/woning@regeling-2025",
        "hier is geen enkele test van"
      ),
      (
        "indentation", "e1-woning.yaml", "  - check: E1.2", "   - check: E1.2",
        "e1-woning.yaml:17:", "hier hoort een streepje te staan, zoal"
      ),
      (
        "a key twice", "e2-aanvrager.yaml", "criterion: E2", "criterion: E2\ncriterion: E2",
        "e2-aanvrager.yaml:2:", "het veld criterion staat er twee keer;"
      ),
      (
        "a quote that is not closed", "e1-woning.yaml", "'Bewoning: {bewoning}.'",
        "'Bewoning: {bewoning}.", "e1-woning.yaml:24:", "de groep die hier met '{' begint, word"
      ),
      (
        "a criterion that the outcome forgot", "outcome.yaml",
        "      - { when: [\"-\", \"-\", \"false\", \"-\"], then: [\"\\\"nee\\\"\"] }\n",
        "      # E3\n",
        "outcome.yaml:2:", "E111"
      ),
    ]

  @Test("the ruleset itself is right, whoever looks how closely")
  func right() {
    let world = World()
    #expect(world.run("ruleset", "check", "--strict", "--rulesets", Self.root) == 0)
    #expect(world.error == "")
  }

  @Test("one mistake", arguments: mistakes)
  func mistake(
    _ row: (name: String, file: String, old: String?, new: String, place: String, says: String)
  ) throws {
    let path = "\(Self.folder)/\(row.file)"
    var text = row.new
    if let old = row.old {
      let good = String(decoding: try Effects.process.readFile(path, 1 << 20), as: UTF8.self)
      try #require(good.ranges(of: old).count == 1, "\(row.name)")
      text = good.replacing(old, with: row.new)
    }
    let world = World([path: text])
    #expect(world.run("ruleset", "check", "--strict", "--rulesets", Self.root) == 4, "\(row.name)")
    let told = world.error.split(separator: "\n").filter {
      $0.contains("\(row.place)") && $0.contains(row.says)
    }
    #expect(!told.isEmpty, "\(row.name): \(world.error)")
  }
}
