extension DiagnosticCode {
  /// What it means and why it matters, in a few sentences.
  public var explanation: LocalizedText {
    switch self {
    case .notText:
      LocalizedText(
        nl:
          "Het bestand is leeg, of het is geen tekst in UTF-8.",
        en: "The file is empty, or it is no text in UTF-8.")
    case .yamlSyntax:
      LocalizedText(
        nl:
          "Het bestand is geen goede YAML: iets is niet gesloten, verkeerd ingesprongen, of er ontbreekt een dubbele punt.",
        en:
          "The file is no well-formed YAML: something is not closed, wrongly indented, or lacks a colon."
      )
    case .yamlFeature:
      LocalizedText(
        nl:
          "YAML kan meer dan hier mag: verwijzingen, tags, ingevoegde velden en meer documenten in een bestand. Wat er staat, moet er letterlijk staan, zodat iedereen hetzelfde leest.",
        en:
          "YAML can do more than is allowed here: aliases, tags, merged fields and several documents in a file. What is meant has to be written out, so that everybody reads the same."
      )
    case .duplicateKey:
      LocalizedText(
        nl:
          "Een naam staat twee keer in dezelfde groep. Welke van de twee telt, is dan niet te zeggen.",
        en: "A name is given twice in the same group. Which of the two counts can't be said then.")
    case .jsonSyntax:
      LocalizedText(
        nl:
          "Het bestand is geen goede JSON.",
        en: "The file is no well-formed JSON.")
    case .xmlSyntax:
      LocalizedText(
        nl:
          "Het bestand is geen goede XML.",
        en: "The file is no well-formed XML.")
    case .tooLarge:
      LocalizedText(
        nl:
          "Er is meer van iets dan de grenzen toelaten. `toets limits` noemt ze alle.",
        en: "There is more of something than the limits allow. `toets limits` lists them all.")
    case .unknownKey:
      LocalizedText(
        nl:
          "Deze naam heeft hier geen betekenis. Vaak is het een tikfout, of staat hij een niveau te hoog of te laag.",
        en:
          "This name has no meaning here. Often it is misspelt, or stands one level too high or too low."
      )
    case .missingKey:
      LocalizedText(
        nl:
          "Er ontbreekt iets dat hier nodig is.",
        en: "Something is missing that is needed here.")
    case .emptyValue:
      LocalizedText(
        nl:
          "Er staat niets waar iets moet staan.",
        en: "There is nothing where something has to be.")
    case .wrongShape:
      LocalizedText(
        nl:
          "Hier hoort iets van een andere vorm: een tekst, een lijst, een groep namen, of een tekst in twee talen.",
        en:
          "Something of another form belongs here: a text, a list, a group of names, or a text in two languages."
      )
    case .unknownChoice:
      LocalizedText(
        nl:
          "Hier kan alleen een van een paar woorden staan, en dit is er geen van.",
        en: "Only one of a few words can stand here, and this is none of them.")
    case .notTogether:
      LocalizedText(
        nl:
          "Twee dingen staan bij elkaar die niet samengaan. Een van beide moet weg.",
        en: "Two things stand together that do not go together. One of them has to go.")
    case .declaredTwice:
      LocalizedText(
        nl:
          "Dezelfde naam is twee keer gegeven. Een naam moet voor een ding staan.",
        en: "The same name is given twice. A name has to stand for one thing.")
    case .reservedName:
      LocalizedText(
        nl:
          "Deze naam kan niet: hij heeft al een eigen betekenis, of er staan tekens in die niet mogen.",
        en:
          "This name can't be: it has a meaning of its own already, or holds characters that are not allowed."
      )
    case .unreadableValue:
      LocalizedText(
        nl:
          "Dit is niet te lezen als de dag die hier hoort. Een dag is jaar, maand en dag: 2024-01-31.",
        en:
          "This can't be read as the day that belongs here. A day is year, month and day: 2024-01-31."
      )
    case .unknownSource:
      LocalizedText(
        nl:
          "Een verwijzing noemt een bron die er niet is. Bronnen staan bij `sources`.",
        en: "A citation names a source that is not there. Sources are under `sources`.")
    case .unknownSection:
      LocalizedText(
        nl:
          "Een verwijzing noemt een plaats die de bron niet heeft.",
        en: "A citation names a section that the source does not have.")
    case .unknownReading:
      LocalizedText(
        nl:
          "Een controle of parameter noemt een lezing die er niet is. Lezingen staan bij `readings`.",
        en: "A check or parameter names a reading that is not there. Readings are under `readings`."
      )
    case .unknownType:
      LocalizedText(
        nl:
          "Er is geen type van deze naam.",
        en: "There is no type of this name.")
    case .typeCircle:
      LocalizedText(
        nl:
          "Een type bevat zichzelf. Een antwoord zou dan nooit eindigen.",
        en: "A type holds itself. An answer would never end.")
    case .unknownField:
      LocalizedText(
        nl:
          "`ruleset.yaml` noemt een vraag die er niet is, of die van een ander type is.",
        en: "`ruleset.yaml` names a question that is not there, or that is of another type.")
    case .unknownCriterion:
      LocalizedText(
        nl:
          "Er is geen criterium met deze code.",
        en: "There is no criterion with this code.")
    case .formerName:
      LocalizedText(
        nl:
          "Een oude naam van een vraag kan zo niet: er is nu een vraag die zo heet, of de naam wordt eerder gelezen.",
        en:
          "A former name of a question can't be: a question is called so now, or the name is read before it."
      )
    case .reasonMissing:
      LocalizedText(
        nl:
          "Wie een oordeel krijgt, leest waarom. De tekst daarvoor ontbreekt.",
        en: "Whoever is given a verdict reads why. The text for that is missing.")
    case .reasonWithoutRule:
      LocalizedText(
        nl:
          "Deze tekst of voorwaarde hoort bij een regel die er niet is, en wordt dus nooit gebruikt.",
        en: "This text or condition belongs to a rule that is not there, so it is never used.")
    case .conditionWithoutWords:
      LocalizedText(
        nl:
          "Een plan zakt alleen op wat een bron tot voorwaarde maakt. De woorden van de bron ontbreken.",
        en:
          "A plan fails only on what a source makes a condition. The words of the source are missing."
      )
    case .assumptionFails:
      LocalizedText(
        nl:
          "Een aanname die geen bron noemt, kan een plan niet zelf laten zakken. Een mens moet dan beslissen.",
        en:
          "An assumption that no source states can't fail a plan by itself. A person has to decide then."
      )
    case .checkDecidesNothing:
      LocalizedText(
        nl:
          "Een controle zonder regel en zonder oordeel van een mens beslist niets.",
        en: "A check without a rule and without a judgement decides nothing.")
    case .tableForm:
      LocalizedText(
        nl:
          "De tabel klopt niet van vorm: een rij heeft te veel of te weinig cellen, een uitvoer heeft geen naam, of de volgorde van de uitkomsten ontbreekt.",
        en:
          "The table is not well formed: a row has too many or too few cells, an output has no name, or the order of the outputs is missing."
      )
    case .textBraces:
      LocalizedText(
        nl:
          "In een tekst staat tussen accolades een waarde. De accolades kloppen hier niet.",
        en: "In a text, a value stands between braces. The braces are wrong here.")
    case .groupedNumber:
      LocalizedText(
        nl:
          "Een getal staat er zoals mensen duizendtallen schrijven, maar in een regel staat de punt voor decimalen: `20.000` is 20.",
        en:
          "A number is written as people write thousands, but in a rule the point stands before decimals: `20.000` is 20."
      )
    case .expressionSyntax:
      LocalizedText(
        nl:
          "De expressie is niet te lezen: er ontbreekt iets, of er staat iets dat FEEL niet kent.",
        en:
          "The expression can't be read: something is missing, or something stands there that FEEL does not know."
      )
    case .unknownName:
      LocalizedText(
        nl:
          "Niets heeft deze naam: geen vraag, parameter, definitie of functie.",
        en: "Nothing has this name: no question, parameter, definition or function.")
    case .unknownMember:
      LocalizedText(
        nl:
          "Deze groep of dit type heeft geen onderdeel van deze naam.",
        en: "This group or type has no part of this name.")
    case .typeMismatch:
      LocalizedText(
        nl:
          "Twee soorten waarden gaan hier niet samen: een getal met een tekst, euro met fte, een dag met een getal.",
        en:
          "Two kinds of values do not go together here: a number with a text, euro with fte, a day with a number."
      )
    case .valueNotAllowed:
      LocalizedText(
        nl:
          "De regel vergelijkt met een waarde die nooit voorkomt. Vaak is het een tikfout.",
        en: "The rule compares with a value that never occurs. Often it is misspelt.")
    case .wrongArguments:
      LocalizedText(
        nl:
          "De functie wordt niet aangeroepen met wat zij nodig heeft.",
        en: "The function is not given what it needs.")
    case .constantFails:
      LocalizedText(
        nl:
          "Wat hier staat, heeft nooit een waarde: een dag die niet bestaat, een duur of patroon dat niet te lezen is, een deling door nul.",
        en:
          "What stands here never has a value: a day that does not exist, a duration or pattern that can't be read, a division by zero."
      )
    case .definitionCircle:
      LocalizedText(
        nl:
          "Definities hebben elkaar in een kring nodig. Er is geen begin om mee te rekenen.",
        en: "Definitions need each other in a circle. There is nothing to begin with.")
    case .restsOnVerdict:
      LocalizedText(
        nl:
          "Dit mag alleen over antwoorden gaan. Een oordeel hangt van controles af, en kan er niet zelf aan voorafgaan.",
        en:
          "This may speak of answers alone. A verdict rests on checks, and can't come before them.")
    case .versionName:
      LocalizedText(
        nl:
          "De naam van een versie kan zo niet: hij komt in verwijzingen voor.",
        en: "The name of a version can't be like this: it is part of references.")
    case .versionPeriod:
      LocalizedText(
        nl:
          "De dagen waarop versies gelden kloppen niet: een versie eindigt voor zij begint, of twee gelden op dezelfde dag.",
        en:
          "The days on which versions are valid are wrong: a version ends before it begins, or two are valid on one day."
      )
    case .unknownVersion:
      LocalizedText(
        nl:
          "Er is geen versie met deze naam, of zij is niet uitgewerkt.",
        en: "There is no version of this name, or it is not encoded.")
    case .fileMissing:
      LocalizedText(
        nl:
          "Een versie noemt een bestand dat er niet is of dat niet te lezen is.",
        en: "A version lists a file that is not there or can't be read.")
    case .pathLeadsOut:
      LocalizedText(
        nl:
          "Een bestand van een ruleset staat in de map van de ruleset, en dit pad leidt daarbuiten.",
        en: "A file of a ruleset is in the folder of the ruleset, and this path leads out of it.")
    case .partMissing:
      LocalizedText(
        nl:
          "Een versie mist een heel deel: de vragen, de criteria of de uitkomst.",
        en: "A version lacks a whole part: the questions, the criteria or the outcome.")
    case .unlistedFile:
      LocalizedText(
        nl:
          "In de map staat een bestand dat geen versie noemt. Niemand leest het.",
        en: "The folder holds a file that no version lists. Nobody reads it.")
    case .rulesetName:
      LocalizedText(
        nl:
          "De naam van de ruleset past niet bij de map waarin hij staat.",
        en: "The name of the ruleset does not fit the folder it is in.")
    case .inheritance:
      LocalizedText(
        nl:
          "Een versie neemt van een andere over, en dat kan zo niet: in een kring, te diep, of er is niets van die naam om te vervangen.",
        en:
          "A version inherits from another in a way that can't be: in a circle, too deep, or nothing of that name is there to write over."
      )
    case .unknownOpener:
      LocalizedText(
        nl: "De ruleset die hieraan voorafgaat, is er niet.",
        en: "The ruleset that comes before this one is not there.")
    case .testForm:
      LocalizedText(
        nl:
          "Een test is niet te lezen, of noemt iets dat er niet is.",
        en: "A test can't be read, or names something that is not there.")
    case .testDiffers:
      LocalizedText(
        nl:
          "Wat de regels zeggen, is niet wat de test verwacht.",
        en: "What the rules say is not what the test expects.")
    case .versionUntested:
      LocalizedText(
        nl:
          "Van deze versie is er geen test. Een verandering die iets breekt, merkt niemand.",
        en: "There is no test of this version. A change that breaks something is noticed by nobody."
      )
    case .exampleUnused:
      LocalizedText(
        nl:
          "Geen test gebruikt dit voorbeeld. Of het nog klopt, weet niemand.",
        en: "No test uses this example. Whether it is still right nobody knows.")
    case .dmnForm:
      LocalizedText(
        nl:
          "Het bestand is geen goed model van DMN: een onderdeel of kenmerk ontbreekt.",
        en: "The file is no well-formed model of DMN: a part or an attribute is missing.")
    case .dmnImport:
      LocalizedText(
        nl:
          "Een model dat wordt geïmporteerd is er niet, of importeert langs een omweg zichzelf.",
        en: "A model that is imported is not there, or imports itself by a detour.")
    case .dmnReference:
      LocalizedText(
        nl:
          "Een verwijzing leidt naar niets in het model, of naar een onderdeel van een andere soort.",
        en: "A reference leads to nothing in the model, or to an element of another kind.")
    case .dmnReading:
      LocalizedText(
        nl:
          "Het model is ouder, of gebruikt een andere taal. Dit zegt hoe het is gelezen.",
        en: "The model is older, or uses another language. This says how it was read.")
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
    case .noAnswer:
      LocalizedText(
        nl:
          "De regel rekent iets uit dat er niet altijd is, zoals delen door nul. Voor zo'n plan heeft hij geen uitslag. De melding noemt de antwoorden waarbij dat zo is.",
        en:
          "The rule works out something that is not always there, such as dividing by zero. For such a plan it has no result. The message names the answers with which that is so."
      )
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
    case .timeOfText:
      LocalizedText(
        nl:
          "Een tekst noemt een tijd (\"vijf jaar\"), en de regel heeft een andere. Leest iemand de tekst, dan leest hij iets wat niet waar is. Verander de tekst mee, of zet de tijd als definitie tussen accolades.",
        en:
          "A text names a time (\"five years\") and the rule has another. Who reads the text reads what is not so. Change the text too, or put the time between braces as a definition."
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
