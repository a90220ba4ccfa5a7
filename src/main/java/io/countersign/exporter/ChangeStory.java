package io.countersign.exporter;

import io.countersign.history.Actor;
import io.countersign.history.EntryKind;

/** Tells that a reviewer's arguments took the place of the agent's, and what is decided on now. */
final class ChangeStory {

  private ChangeStory() {}

  static Line of(Json changed, String element) {
    Json action = changed.at("action");
    Json arguments = action.at("arguments");
    return Line.info(
            EntryKind.ACTION_CHANGED,
            Actor.person(changed.said("by")),
            Sentence.ACTION_CHANGED.of(
                changed.said("by"), changed.said("changes"), changed.said("comment")),
            element)
        .detail("by", changed.text("by"))
        .detail("stage", changed.text("stage"))
        .detail("from", changed.text("from"))
        .detail("to", changed.text("to"))
        .detail("changes", changed.text("changes"))
        .detail("comment", changed.text("comment"))
        .detail("votedAt", changed.text("votedAt"))
        .action("digest", action.text("digest"))
        .action("originalDigest", action.at("change").text("from"))
        .action("changedBy", changed.text("by"))
        .whole("arguments", arguments.value())
        .action("amount", arguments.amount("amount"))
        .action("currency", arguments.text("currency"));
  }
}
