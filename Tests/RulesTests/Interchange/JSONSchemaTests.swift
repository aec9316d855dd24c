@testable import Rules
import Testing

private let schemaVocabulary = Vocabulary([
  Field(
    name: "saldo", kind: .number(MeasureUnit("EUR/jaar")),
    label: LocalizedText(nl: "Saldo", en: "Balance"),
    question: LocalizedText(nl: "Wat is het saldo?", en: "What is the balance?"), example: "1.50"),
  Field(
    name: "schaal",
    kind: .list(
      .string(allowed: [
        .init(value: "lokaal", label: LocalizedText(nl: "Lokaal", en: "Local"))
      ]))),
  Field(name: "groep", kind: .group([Field(name: "start", kind: .date, example: "2027-06-01")])),
])

@Test("a plan's JSON Schema has titles in the language, labels of values, units and forms")
func schemaOfPlan() {
  let schema = schemaVocabulary.jsonSchema(
    title: LocalizedText(nl: "Plan", en: "Plan"), identifier: "urn:iza", in: .en, style: .compact)
  let fields = """
    "saldo":{"title":"Balance","description":"What is the balance? Unit: EUR/jaar.",\
    "type":["number","null"],"examples":[1.50]},\
    "schaal":{"title":"schaal","type":["array","null"],"items":{"oneOf":[\
    {"const":"lokaal","title":"Local"},{"type":"null"}]}},\
    "groep":{"title":"groep","type":["object","null"],"properties":{\
    "start":{"title":"start","description":"Write a date as 2027-06-01.",\
    "type":["string","null"],"format":"date","examples":["2027-06-01"]}},\
    "required":[],"additionalProperties":false}
    """
  #expect(schema.contains(fields))
  #expect(
    schema.hasPrefix(
      """
      {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:iza","title":"Plan",\
      "type":"object","properties":{"ruleset":{
      """))
  #expect(schema.hasSuffix(#""required":[],"additionalProperties":false}"#))
}

@Test("a JSON Schema is JSON, in either language and style")
func schemaIsJSON() throws {
  for language in Language.allCases {
    for style in [JSONWriter.Style.compact, .pretty] {
      let text = schemaVocabulary.jsonSchema(
        title: LocalizedText(nl: "Een \"plan\"", en: "A \"plan\""), in: language, style: style)
      let document = try DataDocument(json: SourceText(name: "schema", text: text))
      #expect(document.root["properties"]?["oordelen"] != nil)
    }
  }
}
