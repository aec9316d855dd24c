import Assess
import Rules

extension Casework {
  /// One browser keeps no more private links: another would push out the oldest, and that draft would be lost.
  static let linksKept = 40

  struct LinksFull: Error {}

  /// Makes a dossier, of the account or with a private link.
  func open(
    _ folder: RulesetFolder, _ track: Track,
    text: [UInt8]? = nil, following id: String? = nil, logged: String = "open",
    _ change: (inout Dossier) -> Void = { _ in }
  ) async throws -> (dossier: Dossier, link: Secret?) {
    let untitled = LocalizedText(
      nl: "\(folder.title.nl) zonder titel", en: "\(folder.title.en) without a title")[language]
    var dossier = Dossier(
      id: Secret.identifier(), track: track, ruleset: folder.ruleset, title: untitled,
      text: text ?? Array("ruleset: \(folder.ruleset)\n".utf8), at: now)
    change(&dossier)
    var link: Secret?
    if let account, account.role == .applicant {
      dossier.owner = account.organisation
    } else {
      guard caller.links.count < Self.linksKept else { throw LinksFull() }
      let made = Secret.random()
      dossier.link = made.hash
      link = made
    }
    guard let id else {
      try await store.add(dossier, by: actor, logged)
      return (dossier, link)
    }
    let added = try await store.add(
      dossier, following: id, by: actor, logged)
    return (added, added.id == dossier.id ? link : nil)
  }

  /// A changed version of what was rejected.
  func revised(
    _ dossier: Dossier
  ) async throws -> (dossier: Dossier, link: Secret?) {
    guard dossier.mayBeRevised,
      let folder = try editions.folders()[dossier.ruleset]
    else { throw Store.Conflict.gone }
    return try await open(
      folder, dossier.track, text: Array(dossier.text), following: dossier.id,
      logged: "revise"
    ) { made in
      made.title = dossier.title
      made.revises = dossier.id
      made.opener = dossier.opener
      made.region = dossier.region
    }
  }

  /// The plan that an approved quick test opens.
  func elaborated(
    _ dossier: Dossier
  ) async throws -> (dossier: Dossier, link: Secret?) {
    let folder = try editions.rulesets(for: .plan).first {
      $0.procedure?.openedBy == dossier.ruleset
    }
    guard dossier.track == .quickTest, let folder,
      let version = try await store.version(dossier.version, of: dossier.id)
    else { throw Store.Conflict.gone }
    let text = try beginning(of: folder, from: Array(version.text))
    return try await open(
      folder, .plan, text: text, following: dossier.id, logged: "elaborate"
    ) { made in
      made.title = dossier.title
      made.opener = dossier.id
      made.region = dossier.region
    }
  }

  /// A plan with the answers of its quick test that both ask alike, as far as they are answers to the
  /// questions of the plan.
  private func beginning(
    of folder: RulesetFolder, from text: [UInt8]
  ) throws -> [UInt8] {
    let edition = try editions.edition(of: folder.ruleset, on: today)
    // What the plan calls otherwise by now, the quick test may still have under its older name.
    let answers = try PlanFile.draft(text, name: "snelle toets")
    let test = PlanDraft(answers.named(by: edition.ruleset.model.vocabulary).document)
    var draft = PlanDraft()
    draft.set(
      InputPath([.member(PlanKey.ruleset)]), to: .scalar(folder.ruleset, isPlain: false))
    let paths = (folder.procedure?.takenOver ?? []).map { InputPath($0.map { .member($0) }) }
    for path in paths {
      if let answer = test[path] { draft.set(path, to: answer) }
    }
    // What does not fit is left out: first that answer alone, then all that was taken with it.
    for isWhole in [false, true] {
      let file = try PlanFile.draft(Array(draft.yaml.utf8), name: folder.ruleset)
      let faults = AnswerFaults(file, ReadPlan(file, by: edition, recordingCauses: false))
      // Later items first: those before them stay where they are.
      for fault in faults.paths.reversed() {
        let whole = paths.first { InputPath.overlaps($0.description, fault.description) }
        if let path = isWhole ? whole : fault { draft.set(path, to: nil) }
      }
    }
    return Array(draft.yaml.utf8)
  }
}
