extension Casework {
  /// What a visitor may read in an entry of the log. What one insurer thinks is not for the other until
  /// both are in, and never for others; nor is what the two propose to each other.
  func detail(of entry: LogEntry, _ dossier: Dossier) -> String? {
    let relation = caller.relation(to: dossier)
    let isOpinion = ["judge", "handIn"].contains(entry.action)
    let isOpen = relation == .leader && dossier.proceeding.areOpinionsIn
    var isOwn = false
    if relation == .leader, case .account(_, let organisation, _)? = LogActor(entry.actor) {
      isOwn = organisation == account?.organisation
    }
    let isBetweenLeaders = ["propose", "decline"].contains(entry.action) && relation != .leader
    guard !entry.detail.isEmpty, !isBetweenLeaders, !isOpinion || isOpen || isOwn else {
      return nil
    }
    return entry.detail
  }

  /// Texts that were replaced are of those who write; what goes with the plan is of all who read it.
  ///
  /// - Parameter handedIn: when something was handed in last: what came after it was not.
  func maySee(_ attachment: Attachment, of dossier: Dossier, handedIn: Moment?) -> Bool {
    caller.relation(to: dossier) == .owner
      || !attachment.isFormer && handedIn.map { attachment.made <= $0 } ?? false
  }

  /// The attachments of a plan that this visitor may see, the first made first; without their bytes.
  func visibleAttachments(_ dossier: Dossier) async throws -> [Attachment] {
    let handedIn = try await store.handedIn(dossier.id)
    return try await store.attachments(of: dossier.id)
      .filter { maySee($0, of: dossier, handedIn: handedIn) }
  }

  /// Who may ask sees the own questions; the market leaders see all.
  func visibleInquiries(_ dossier: Dossier) -> [Proceeding.Inquiry] {
    let relation = caller.relation(to: dossier)
    guard relation == .leader || relation == .otherInsurer else { return [] }
    return dossier.proceeding.inquiries.filter {
      relation == .leader || $0.by == account?.organisation
    }
  }
}
