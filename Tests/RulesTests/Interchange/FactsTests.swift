@testable import Rules
import Testing

private let vocabulary = Vocabulary([
  Field(name: "titel", kind: .string(allowed: [])),
  Field(name: "ingediend op", kind: .date),
  Field(
    name: "partijen",
    kind: .list(
      .group([
        Field(name: "naam", kind: .string(allowed: [])),
        Field(name: "bepalend", kind: .boolean, isRequired: false),
      ]))),
  Field(
    name: "case",
    kind: .group([
      Field(name: "saldo", kind: .number(MeasureUnit("EUR")), constraint: tests("? >= 0")),
      Field(name: "aandeel", kind: .number(MeasureUnit("%"))),
      Field(name: "looptijd", kind: .yearMonthDuration),
    ])),
  Field(
    name: "schaal",
    kind: .string(allowed: [
      .init(value: "lokaal", label: LocalizedText(nl: "Lokaal", en: "Local")),
      .init(value: "regionaal", label: LocalizedText(nl: "Regionaal", en: "Regional")),
    ])),
  Field(name: "codes", kind: .list(.number(nil)), isRequired: false),
  Field(name: "akkoord", kind: .boolean),
  Field(name: "wachttijd", kind: .dayTimeDuration, isRequired: false),
  Field(name: "tijd", kind: .time, isRequired: false),
  Field(name: "moment", kind: .dateAndTime, isRequired: false),
  Field(
    name: "contact", kind: .group([Field(name: "mail", kind: .string(allowed: []))]),
    isRequired: false),
])

private func tests(_ text: String) -> SourceFragment {
  SourceFragment(whole: SourceText(name: "constraint", text: text))
}

private func read(
  _ text: String, name: String = "plan", recordingCauses: Bool = true
) throws -> (facts: Facts, problems: [Diagnostic]) {
  let document = try DataDocument(reading: SourceText(name: name, text: text))
  return vocabulary.facts(from: document.root, recordingCauses: recordingCauses)
}

private func json(_ facts: Facts) -> String {
  Value.context(Context(shape: ContextShape(vocabulary.fields.map(\.name)), values: facts.values))
    .json() ?? ""
}

@Test("answers get the types of the vocabulary, in its order")
func goodPlan() throws {
  let yaml = """
    ruleset: voorbeeld/plan
    ingediend op: 2023-11-01
    titel: no
    partijen:
      - naam: "Zorg & Co"
        bepalend: Ja
      - bepalend: onwaar
        naam: 12
    case: { saldo: 1250000, aandeel: 12.50, looptijd: P5Y }
    schaal: lokaal
    codes: [1, .5, -2e3]
    akkoord: waar
    wachttijd: P30D
    tijd: "09:30:00"
    moment: 2027-06-01T09:30:00
    contact:
    oordelen:
      C1: { oordeel: voldoet }
    """
  let (facts, problems) = try read(yaml)
  #expect(described(problems) == [])
  #expect(
    json(facts) == """
      {"titel":"no","ingediend op":"2023-11-01",\
      "partijen":[{"naam":"Zorg & Co","bepalend":true},{"naam":"12","bepalend":false}],\
      "case":{"saldo":1250000,"aandeel":12.50,"looptijd":"P5Y"},"schaal":"lokaal",\
      "codes":[1,0.5,-2000],"akkoord":true,"wachttijd":"P30D","tijd":"09:30:00",\
      "moment":"2027-06-01T09:30:00","contact":null}
      """)
  let constrained = facts.constrained.map { "\($0.constraint) \($0.value.json() ?? "")" }
  #expect(constrained == ["0 1250000"])
  let path = InputPath([.member("partijen"), .item(2), .member("naam")])
  #expect(facts.place(of: path).map { facts.source?.text(in: $0) } == "12")
  #expect(facts.place(of: InputPath([.member("partijen"), .item(3)])) == nil)
  #expect(facts.place(of: InputPath([.member("partijen"), .item(0)])) == nil)
  #expect(facts.place(of: InputPath([.member("partijen"), .item(-7)])) == nil)
}

@Test("JSON is read by the same vocabulary, with JSON's own forms only")
func jsonPlan() throws {
  let text = """
    {"titel":"A","akkoord":true,"case":{"saldo":1.5e3},"codes":[],"schaal":null}
    """
  let (facts, problems) = try read(text, name: "plan.json")
  #expect(described(problems) == [])
  #expect(
    json(facts) == """
      {"titel":"A","case":{"saldo":1500},"codes":[],"akkoord":true,"wachttijd":null,\
      "tijd":null,"moment":null,"contact":null}
      """)
}

@Test("what is not answered is unknown where it is required, and otherwise null")
func missingAnswers() throws {
  let (facts, problems) = try read("partijen:\n  - naam: ~\n  -\ncase:\n  saldo: 5\n")
  #expect(described(problems) == [])
  var missing: [String] = []
  for value in facts.values {
    for cause in value.unknownWithin?.causes ?? [] {
      guard case .answer(let path) = cause else { continue }
      missing.append(path.description)
    }
  }
  #expect(
    missing == [
      "titel", "ingediend op", "partijen[1].naam", "partijen[2].naam", "case.aandeel",
      "case.looptijd", "schaal", "akkoord",
    ])
  let quick = try read("titel: x", recordingCauses: false).facts
  #expect(quick.values.compactMap(\.unknownWithin).allSatisfy { $0.causes.isEmpty })
  #expect(quick.values.compactMap(\.unknownWithin).allSatisfy { $0.kinds == .answer })
  #expect(quick.values.map(\.isNull).filter { $0 }.count == 5)
}

private let faultyAnswers: [(plan: String, fault: String)] = [
  (
    "case: { saldo: 1.250.000 }",
    "1:16 bij 'saldo' staat '1.250.000', en dat is geen getal | schrijf `1250000`"
  ),
  (
    "case:\n  aandeel: 1,5",
    "2:12 bij 'aandeel' staat '1,5', en dat is geen getal | schrijf `1.5`"
  ),
  (
    "case:\n  saldo: 1,250",
    "2:10 bij 'saldo' staat '1,250', en dat is geen getal | schrijf `1250` of `1.25`"
  ),
  ("case:\n  saldo: € 5", "2:10 bij 'saldo' staat '€ 5', en dat is geen getal | schrijf `5`"),
  (
    "case:\n  saldo: € 1.250.000,50",
    "2:10 bij 'saldo' staat '€ 1.250.000,50', en dat is geen getal | schrijf `1250000.50`"
  ),
  (
    "case:\n  aandeel: 12%", "2:12 bij 'aandeel' staat '12%', en dat is geen getal | schrijf `12`"
  ),
  (
    "case:\n  saldo: 5 mln",
    "2:10 bij 'saldo' staat '5 mln', en dat is geen getal | schrijf `5000000`"
  ),
  (
    "case:\n  saldo: '5'",
    "2:10 bij 'saldo' staat '5', en dat is hier tekst, want er staan aanhalingstekens om | "
      + "haal de aanhalingstekens weg: `5`"
  ),
  (
    "case:\n  saldo: 1.250",
    "2:10 bij 'saldo' staat '1.250': de punt staat voor decimalen, niet voor duizendtallen | "
      + "bedoelt u duizendtallen, schrijf dan `1250`"
  ),
  (
    "ingediend op: 01-06-2027",
    "1:15 bij 'ingediend op' staat '01-06-2027', en dat is geen datum | schrijf `2027-06-01`"
  ),
  (
    "ingediend op: 1 juni 2027",
    "1:15 bij 'ingediend op' staat '1 juni 2027', en dat is geen datum | schrijf `2027-06-01`"
  ),
  (
    "ingediend op: 6/1/2027",
    "1:15 bij 'ingediend op' staat '6/1/2027', en dat is geen datum | "
      + "schrijf `2027-01-06` of `2027-06-01`"
  ),
  (
    "ingediend op: 1–6–2027",
    "1:15 bij 'ingediend op' staat '1–6–2027', en dat is geen datum | schrijf `2027-06-01`"
  ),
  (
    "akkoord: 'nee'",
    "1:10 bij 'akkoord' staat 'nee', en dat is hier tekst, want er staan aanhalingstekens om | "
      + "haal de aanhalingstekens weg; schrijf in JSON `false`"
  ),
  (
    "ingediend op: 2027-06-31",
    "1:15 bij 'ingediend op' staat '2027-06-31', en dat bestaat niet: juni heeft 30 dagen | "
      + "schrijf een dag die er is"
  ),
  (
    "ingediend op: 2027-02-29",
    "1:15 bij 'ingediend op' staat '2027-02-29', en dat bestaat niet: "
      + "februari 2027 heeft 28 dagen | schrijf een dag die er is"
  ),
  (
    "ingediend op: 2027-13-01",
    "1:15 bij 'ingediend op' staat '2027-13-01', en dat bestaat niet: er is geen maand 13 | "
      + "schrijf een dag die er is"
  ),
  (
    "ingediend op: volgend jaar",
    "1:15 bij 'ingediend op' staat 'volgend jaar', en dat is geen datum | "
      + "schrijf het jaar, de maand en de dag, zoals `2027-06-01`"
  ),
  (
    "akkoord: misschien",
    "1:10 bij 'akkoord' staat 'misschien', en dat is geen ja of nee | "
      + "schrijf `ja` of `nee`, of in JSON `true` of `false`, zonder aanhalingstekens"
  ),
  (
    "{\"akkoord\": \"true\"}",
    "1:13 bij 'akkoord' staat 'true', en dat is hier tekst, want er staan aanhalingstekens om | "
      + "haal de aanhalingstekens weg; schrijf in JSON `true`"
  ),
  (
    "{\"titel\": 5}",
    "1:11 bij 'titel' staat '5', en dat is geen tekst | "
      + "zet aanhalingstekens om het antwoord: `\"5\"`"
  ),
  (
    "case:\n  looptijd: 5 jaar",
    "2:13 bij 'looptijd' staat '5 jaar', en dat is geen duur in jaren of maanden | schrijf `P5Y`"
  ),
  (
    "wachttijd: 2 weken",
    "1:12 bij 'wachttijd' staat '2 weken', en dat is geen duur in dagen of uren | schrijf `P14D`"
  ),
  (
    "tijd: half tien",
    "1:7 bij 'tijd' staat 'half tien', en dat is geen tijd | "
      + "schrijf de uren, minuten en seconden, zoals `09:30:00`"
  ),
  (
    "moment: 2027-06-01 9u",
    "1:9 bij 'moment' staat '2027-06-01 9u', en dat is geen datum met tijd | "
      + "schrijf de datum, een T en de tijd, zoals `2027-06-01T09:30:00`"
  ),
  (
    "schaal: Lokaal",
    "1:9 bij 'schaal' staat 'Lokaal', en dat is geen van de mogelijke antwoorden | "
      + "bedoelt u `lokaal`? kies uit: `lokaal`, `regionaal`"
  ),
  (
    "schaal: regionl",
    "1:9 bij 'schaal' staat 'regionl', en dat is geen van de mogelijke antwoorden | "
      + "bedoelt u `regionaal`? kies uit: `lokaal`, `regionaal`"
  ),
  (
    "schaal: wereld",
    "1:9 bij 'schaal' staat 'wereld', en dat is geen van de mogelijke antwoorden | "
      + "kies uit: `lokaal`, `regionaal`"
  ),
  ("tittel: x", "1:1 'tittel' wordt hier niet gevraagd | bedoelt u 'titel'?"),
  (
    "partijen:\n  - naam: a\n    bepalnd: ja",
    "3:5 'bepalnd' wordt hier niet gevraagd | bedoelt u 'bepalend'?"
  ),
  ("saldo: 5", "1:1 'saldo' wordt hier niet gevraagd | het hoort bij 'case.saldo'"),
  (
    "case:\n  weg: 5",
    "2:3 'weg' wordt hier niet gevraagd | hier kan: saldo, aandeel, looptijd"
  ),
  (
    "partijen: Zorg & Co",
    "1:11 bij 'partijen' hoort een lijst | "
      + "begin elk deel op een nieuwe regel met een streepje: `- naam: …`"
  ),
  (
    "codes: 5",
    "1:8 bij 'codes' hoort een lijst | "
      + "begin elk deel op een nieuwe regel met een streepje: `- antwoord`"
  ),
  (
    "case: 5",
    "1:7 bij 'case' horen de antwoorden op: saldo, aandeel, looptijd | "
      + "schrijf elk antwoord op een eigen regel, ingesprongen: `saldo: …`"
  ),
  (
    "titel: [a, b]",
    "1:8 bij 'titel' hoort één antwoord, geen lijst of groep | "
      + "schrijf `titel: antwoord` op één regel"
  ),
  (
    "- titel: a",
    "1:1 dit is geen plan: er horen vragen met antwoorden in te staan | "
      + "schrijf elk antwoord als `naam: antwoord`"
  ),
]

@Test("a wrong answer is told with its place and how to write it")
func wrongAnswers() throws {
  for (plan, fault) in faultyAnswers {
    let problems = try read(plan).problems
    let lines = problems.map { String(RulesetFixture.line($0, .nl).dropFirst("plan:".count)) }
    #expect(lines == [fault], "\(plan)")
  }
}

@Test("all wrong answers are told at once, and each counts as missing")
func allAtOnce() throws {
  let (facts, problems) = try read(
    "titel: [a]\ningediend op: x\ncase: { saldo: y, onzin: 1 }\nakkoord: ja\n")
  #expect(
    described(problems).map { $0.prefix { $0 != " " } } == ["1:8", "2:15", "3:16", "3:19"])
  #expect(facts.values[0].isUnknown)
  #expect(facts.values[1].isUnknown)
  #expect(facts.constrained.isEmpty)
}

@Test("a plan with very many faults is refused quickly, and says how many more there are")
func manyFaults() throws {
  let plan = (0..<20_000).map { "veld\($0): x\n" }.joined()
  let problems = try read(plan).problems
  #expect(problems.count == 101)
  #expect(problems.last?.message.nl == "er zijn nog 19900 fouten; herstel eerst deze")
}
