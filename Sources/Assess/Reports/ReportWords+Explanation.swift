import Rules

/// The words around an explanation.
extension ReportWords {
  var restsOnThis: String { say("Hierop rust het oordeel", "What the verdict rests on") }
  package var ground: String {
    say("Deze antwoorden bepalen het oordeel", "These answers settle the verdict")
  }
  var otherGround: String {
    say("Deze op zichzelf ook", "These by themselves as well")
  }
  var noParting: String {
    say(
      "Deze controle ziet geen verschil tussen de twee plannen.",
      "This check sees no difference between the two plans.")
  }
  var howClose: String { say("Hoe dichtbij", "How close") }
  var ifAssumptionMoves: String {
    say("Als de aanname anders was", "If the assumption were another")
  }
  package var rule: String { say("Regel", "Rule") }
  var wayForward: String { say("Wat dit zou veranderen", "What would change this") }
  var wayForwardForPlan: String {
    say("Wat de uitkomst zou veranderen", "What would change the outcome")
  }
  var wayForwardAbout: String {
    say(
      "Elke weg is uitgeprobeerd: met deze veranderingen klopt het. Verander alleen wat waar is of wat u echt gaat doen.",
      "Each way has been tried: with these changes it is met. Only change what is true or what you will really do."
    )
  }
  var orElse: String { say("Of", "Or") }
  var noWay: String {
    say(
      "Er is geen kleine verandering gevonden die dit oplost. Klopt een antwoord niet? Verbeter het dan.",
      "No small change was found that solves this. Is an answer wrong? Then correct it.")
  }
  func unsolved(_ checks: [String]) -> String {
    let list = checks.joined(separator: ", ")
    return say(
      "Voor deze controles is geen weg gevonden: \(list). Zonder die wordt de uitkomst niet positief. Bij elke andere 'nee' staat hieronder wat helpt.",
      "For these checks no way was found: \(list). Without them the outcome does not become positive. At every other 'no' it is told below what would change it."
    )
  }
  var onlyPerson: String {
    say(
      "Dit oordeel gaf een beoordelaar. Een ander antwoord in het plan verandert het niet.",
      "A reviewer gave this verdict. Another answer in the plan does not change it.")
  }
  var cutShort: String {
    say(
      "Het zoeken is gestopt voordat alles was geprobeerd; er kunnen ook andere wegen zijn.",
      "The search ended before everything was tried; there may be other ways.")
  }
  var notProven: String {
    say(
      "Niet van elk antwoord hieronder is aangetoond dat het nodig is voor dit oordeel.",
      "Not every answer here was shown to be needed for this verdict.")
  }
  var furtherWays: String {
    say(
      "Elk van deze is op zichzelf genoeg; de eerste is hier gekozen.",
      "Each of these is enough by itself; the first is chosen here.")
  }

  package func breaks(_ checks: [String]) -> String {
    let list = checks.joined(separator: ", ")
    return say(
      "Let op: dan klopt dit niet meer: \(list).", "Note: then this is no longer met: \(list).")
  }

  func alsoMends(_ checks: [String]) -> String {
    let list = checks.joined(separator: ", ")
    return say("Dit lost ook op: \(list).", "This also solves: \(list).")
  }

  var thenJudgedItself: String {
    say("Daarna kijkt een beoordelaar er nog naar.", "A reviewer then still looks at it.")
  }

  func thenJudged(_ checks: [String]) -> String {
    let list = checks.joined(separator: ", ")
    return say(
      "Daarna kijkt een beoordelaar nog naar: \(list).", "A reviewer then still looks at: \(list).")
  }
}
