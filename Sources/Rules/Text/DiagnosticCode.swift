/// What kind of diagnostic about a ruleset it is, by a code that stays the same: whoever keeps rules looks it up, and switches by it.
public enum DiagnosticCode: String, Sendable, CaseIterable {
  case mayBeNull = "E101"
  case ofNothing = "E102"
  case ofFewItems = "E103"
  case writtenNull = "E104"
  case outcomeMissing = "E111"
  case outcomeUnlisted = "E112"
  case outcomeOfAll = "E113"
  case betterUnmet = "E114"
  case hasNoSay = "E115"
  case decidesAfterAll = "E116"
  case resultOfNothing = "W117"
  case tableGap = "W121"
  case tableOverlap = "E122"
  case cellOfNoValue = "W123"
  case maskedRow = "W124"
  case tableNotAnalysed = "N125"
  case tableCutShort = "N126"
  case neverApplies = "W131"
  case alwaysApplies = "W132"
  case neverPasses = "W133"
  case neverFails = "W134"
  case contradiction = "W135"
  case checkNotAnalysed = "N136"
  case unusedDefinition = "W141"
  case unusedParameter = "W142"
  case unusedField = "W143"
  case unusedSource = "W144"
  case unusedSection = "W145"
  case unusedReading = "W146"
  case numberOfText = "W151"
  case languagesApart = "W152"
  case versionGap = "W161"
  case changesUnnamed = "E162"

  /// Whether several versions that share a file must all have it: what one version leaves aside another may need.
  public var isOfAllVersions: Bool {
    switch self {
    case .neverApplies, .alwaysApplies, .neverPasses, .neverFails, .contradiction,
      .unusedDefinition, .unusedParameter, .unusedField, .unusedSource, .unusedSection,
      .unusedReading, .numberOfText:
      true
    case .mayBeNull, .ofNothing, .ofFewItems, .writtenNull, .outcomeMissing, .outcomeUnlisted,
      .outcomeOfAll, .betterUnmet, .hasNoSay, .decidesAfterAll, .resultOfNothing,
      .languagesApart, .versionGap, .changesUnnamed, .tableGap, .tableOverlap,
      .cellOfNoValue, .maskedRow, .tableNotAnalysed, .tableCutShort, .checkNotAnalysed:
      false
    }
  }

  /// What it means and why it matters, in a few sentences.
  public var explanation: LocalizedText {
    switch self {
    case .mayBeNull:
      LocalizedText(
        nl:
          "Een vraag die niet beantwoord hoeft te worden, wordt gebruikt alsof er altijd een antwoord is. Zonder dat antwoord heeft de regel geen uitslag.",
        en:
          "A question that need not be answered is used as if there were always an answer. Without it the rule has no result."
      )
    case .ofNothing:
      LocalizedText(
        nl:
          "Van een lijst zonder regels is er geen som, hoogste, laagste of gemiddelde. De regel heeft dan geen uitslag.",
        en:
          "A list without items has no sum, greatest, least or mean. The rule then has no result.")
    case .ofFewItems:
      LocalizedText(
        nl: "Er wordt een bepaalde regel van een lijst gelezen, en die kan er niet zijn.",
        en: "A certain item of a list is read, and it may not be there.")
    case .writtenNull:
      LocalizedText(
        nl: "De regel geeft in een geval zelf `null`. Dan heeft hij geen uitslag.",
        en: "In some case the rule itself gives `null`. Then it has no result.")
    case .outcomeMissing:
      LocalizedText(
        nl:
          "Bij sommige oordelen over de criteria geeft de uitkomst niets. Een plan krijgt dan geen uitkomst.",
        en:
          "For some verdicts of the criteria the outcome gives nothing. A plan then has no outcome."
      )
    case .outcomeUnlisted:
      LocalizedText(
        nl: "De uitkomst kan een tekst zijn die niet bij `results` staat.",
        en: "The outcome may be a text that is not in `results`.")
    case .outcomeOfAll:
      LocalizedText(
        nl:
          "Een plan dat aan alle criteria voldoet, moet een positieve uitkomst hebben, en een plan dat aan geen voldoet een negatieve.",
        en:
          "A plan that meets all criteria has to have a positive outcome, and one that meets none a negative one."
      )
    case .betterUnmet:
      LocalizedText(
        nl: "De uitkomst wordt beter doordat een plan aan minder voldoet.",
        en: "The outcome gets better because a plan meets less.")
    case .hasNoSay:
      LocalizedText(
        nl:
          "Een criterium verandert niets aan de uitkomst. Waarschijnlijk is het daar vergeten. Is het zo bedoeld, schrijf dan bij het criterium `decides nothing`, met de reden.",
        en:
          "A criterion changes nothing of the outcome. It was probably forgotten there. If that is meant, write `decides nothing` at the criterion, with the reason."
      )
    case .decidesAfterAll:
      LocalizedText(
        nl: "Een criterium zegt dat het niets beslist, maar de uitkomst hangt ervan af.",
        en: "A criterion says that it decides nothing, but the outcome depends on it.")
    case .tableGap:
      LocalizedText(
        nl:
          "Er zijn waarden waarvoor geen rij van de tabel geldt. De tabel geeft dan niets. De melding geeft een rij die het gat vult.",
        en:
          "There are values for which no row of the table applies. The table then gives nothing. The message has a row that fills the gap."
      )
    case .tableOverlap:
      LocalizedText(
        nl:
          "Twee rijen gelden voor dezelfde waarden, terwijl bij UNIQUE telkens één rij mag gelden. De tabel geeft dan niets.",
        en:
          "Two rows apply to the same values, where under UNIQUE one row may apply. The table then gives nothing."
      )
    case .cellOfNoValue:
      LocalizedText(
        nl: "Geen waarde past bij een cel, dus de rij geldt nooit.",
        en: "No value meets a cell, so the row never applies.")
    case .maskedRow:
      LocalizedText(
        nl: "Alles wat een rij neemt, nemen rijen erboven al. Deze rij beslist dus nooit.",
        en: "All that a row takes is taken by rows above it. So this row never decides.")
    case .tableNotAnalysed:
      LocalizedText(
        nl:
          "De tabel vraagt meer dan vergelijken met vaste waarden. Of er gaten zijn, is dan niet te zeggen.",
        en:
          "The table asks more than comparing with constants. Whether there are gaps can't be said then."
      )
    case .tableCutShort:
      LocalizedText(
        nl: "De tabel is zo groot dat niet alles is onderzocht.",
        en: "The table is so large that not all of it was looked at.")
    case .neverApplies:
      LocalizedText(
        nl: "Geen plan kan voldoen aan `applies`: de controle is nooit van toepassing.",
        en: "No plan can meet `applies`: the check never applies.")
    case .alwaysApplies:
      LocalizedText(
        nl:
          "Elk plan voldoet aan `applies`: de tekst van `not applicable` staat nergens. Haal beide weg, of verander de voorwaarde.",
        en:
          "Every plan meets `applies`: the text of `not applicable` is never shown. Remove both, or change the condition."
      )
    case .neverPasses:
      LocalizedText(
        nl:
          "De voorwaarden in de regel sluiten elkaar uit, of de vragen laten het antwoord niet toe.",
        en:
          "The conditions in the rule exclude each other, or the questions don't allow the answer.")
    case .neverFails:
      LocalizedText(
        nl: "Wat de controle vraagt, is altijd zo. Zij toetst dus niets.",
        en: "What the check asks is always so. It tests nothing.")
    case .contradiction:
      LocalizedText(
        nl:
          "Twee controles vragen iets dat niet samen kan. Een plan kan aan hoogstens een van beide voldoen.",
        en: "Two checks ask what can't go together. A plan can meet at most one of them.")
    case .checkNotAnalysed:
      LocalizedText(
        nl:
          "Er is geen plan gevonden, en ook geen bewijs dat er geen is. De melding noemt waar het van afhangt. Een eigen test maakt het zeker.",
        en:
          "No plan was found, and no proof either that there is none. The message says on what it depends. A test of your own makes sure."
      )
    case .unusedDefinition:
      LocalizedText(
        nl: "Geen regel, tekst of uitkomst leest deze definitie.",
        en: "No rule, text or outcome reads this definition.")
    case .unusedParameter:
      LocalizedText(
        nl: "Geen regel of uitkomst leest deze parameter, of alleen een tekst noemt die.",
        en: "No rule or outcome reads this parameter, or only a text names it.")
    case .unusedField:
      LocalizedText(
        nl:
          "Iedere indiener beantwoordt een vraag waar niets mee gebeurt. Lezen mensen het antwoord bij een oordeel, toon het dan daar als gegeven, of schrijf bij de vraag met `for people` wie het leest en waarvoor.",
        en:
          "Every applicant answers a question of which nothing comes. Where people read the answer for a judgement, show it there as a figure, or say at the question with `for people` who reads it and for what."
      )
    case .unusedSource:
      LocalizedText(
        nl: "Geen criterium, controle, uitkomst of tabel verwijst naar deze bron.",
        en: "No criterion, check, outcome or table cites this source.")
    case .unusedSection:
      LocalizedText(
        nl: "Niets verwijst naar deze plaats in de bron. Misschien is een voorwaarde vergeten.",
        en: "Nothing cites this place in the source. Perhaps a condition was forgotten.")
    case .unusedReading:
      LocalizedText(
        nl: "Geen controle of parameter noemt deze lezing.",
        en: "No check or parameter names this reading.")
    case .resultOfNothing:
      LocalizedText(
        nl: "Bij geen enkele combinatie van oordelen komt dit resultaat eruit.",
        en: "No combination of verdicts gives this result.")
    case .numberOfText:
      LocalizedText(
        nl:
          "Een tekst noemt een getal dat niet in de regel staat. Als de regel veranderde en de tekst niet, leest iemand iets wat niet waar is. Zet het getal als definitie of parameter tussen accolades, dan gaan ze gelijk op.",
        en:
          "A text names a number that is not in the rule. Where the rule changed and the text did not, people read what is not so. Put the number between braces as a definition or parameter, so that they go together."
      )
    case .versionGap:
      LocalizedText(
        nl:
          "Tussen twee versies zitten dagen waarop geen versie geldt. Een plan van zo'n dag wordt geweigerd.",
        en:
          "Between two versions there are days on which none is valid. A plan of such a day is refused."
      )
    case .changesUnnamed:
      LocalizedText(
        nl: "`changes` noemt niet elke controle die anders is dan in de versie ervoor.",
        en: "`changes` does not name every check that differs from the version before.")
    case .languagesApart:
      LocalizedText(
        nl: "De Nederlandse en de Engelse tekst noemen niet dezelfde gegevens.",
        en: "The Dutch and the English text do not name the same data.")
    }
  }
}
