package io.countersign.review;

import io.countersign.action.ProposedAction;
import io.countersign.review.VoteCount.Result;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer who approved with changes wants, as it stands in a {@link StageVerdict}.
 *
 * @param by who wants it
 * @param stage where they voted so
 * @param from the digest they saw
 * @param to the digest of what they want
 * @param changes what they wrote, JSON
 * @param comment why
 * @param votedAt when they voted
 */
record ChangeWanted(
    String by,
    String stage,
    String from,
    String to,
    @Nullable String changes,
    @Nullable String comment,
    Instant votedAt) {

  static ChangeWanted of(ProposedAction action, Result.Changed changed) {
    ProposedAction to = changed.to();
    var change = Objects.requireNonNull(to.change());
    return new ChangeWanted(
        change.by(),
        change.stage(),
        action.digest(),
        to.digest(),
        changed.changes(),
        changed.comment(),
        changed.at());
  }
}
