package io.countersign.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.review.OpenReviews.OpenReview;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The reviewer's side for other front ends than Tasklist. People only. */
@RestController
@RequestMapping(path = "/v1/reviews", produces = MediaType.APPLICATION_JSON_VALUE)
class ReviewController {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> VOTES = Set.of("approve", "reject", "clarify");
  private static final int LONGEST_COMMENT = 4_000;
  private static final int MOST = 200;

  private final OpenReviews reviews;
  private final Ballots ballots;

  ReviewController(OpenReviews reviews, Ballots ballots) {
    this.reviews = reviews;
    this.ballots = ballots;
  }

  /**
   * A page of open reviews.
   *
   * @param cursor where the next page starts; absent on the last
   */
  record Page(List<OpenReview> items, @Nullable String cursor) {}

  /**
   * @param vote {@code approve}, {@code reject} or {@code clarify}
   * @param comment required to reject, to ask and to change, and where the route says so
   * @param changes with {@code approve}: arguments and the values they are approved with; policy
   *     and the whole route look at it anew
   */
  record Ballot(
      @Nullable String vote, @Nullable String comment, @Nullable Map<String, Object> changes) {}

  @GetMapping
  @PreAuthorize("hasAnyAuthority('SCOPE_review', 'SCOPE_audit')")
  @Operation(
      summary = "Open reviews",
      description = "With ?mine only those this person may vote in; the most urgent first.")
  Page list(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> parameters) {
    boolean mine = parameters.containsKey("mine") && !"false".equals(parameters.get("mine"));
    if (caller.kind() != Caller.Kind.PERSON && (mine || !caller.may("audit"))) {
      throw peopleOnly();
    }
    if (!mine && caller.kind() == Caller.Kind.PERSON && !caller.may("audit")) {
      mine = true;
    }
    String after = parameters.get("cursor");
    List<OpenReview> left =
        reviews.list(mine ? caller.id() : null).stream()
            .dropWhile(it -> after != null && place(it).compareTo(after) <= 0)
            .limit(MOST + 1L)
            .toList();
    boolean more = left.size() > MOST;
    List<OpenReview> page = more ? left.subList(0, MOST) : left;
    return new Page(page, more ? place(page.getLast()) : null);
  }

  @PreAuthorize("hasAuthority('SCOPE_review')")
  @PostMapping(path = "/{id}/vote", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Vote in an open seat")
  Map<String, String> vote(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestBody Ballot ballot) {
    if (caller.kind() != Caller.Kind.PERSON) {
      throw peopleOnly();
    }
    String comment = ballot.comment() == null ? "" : ballot.comment();
    if (ballot.vote() == null || !VOTES.contains(ballot.vote())) {
      throw new RefusedException(
          ErrorCode.INVALID_FIELD, "vote", "Vote approve, reject or clarify.");
    }
    if (comment.length() > LONGEST_COMMENT) {
      throw new RefusedException(
          ErrorCode.INVALID_FIELD,
          "comment",
          "At most " + LONGEST_COMMENT + " characters are allowed.");
    }
    if (comment.isBlank() && !ballot.vote().equals("approve")) {
      throw new RefusedException(
          ErrorCode.INVALID_FIELD, "comment", "Say why you reject, or what you want to know.");
    }
    if (ballot.changes() == null) {
      ballots.cast(id, caller.id(), ballot.vote(), comment, Map.of());
    } else {
      ballots.cast(id, caller.id(), "change", comment, changes(ballot, comment));
    }
    return Map.of("id", id, "vote", ballot.vote());
  }

  private static Map<String, Object> changes(Ballot ballot, String comment) {
    if (!"approve".equals(ballot.vote())) {
      throw new RefusedException(
          ErrorCode.INVALID_FIELD, "changes", "Changes go with the vote approve only.");
    }
    if (comment.isBlank()) {
      throw new RefusedException(ErrorCode.INVALID_FIELD, "comment", "Say why you change it.");
    }
    try {
      return Map.of("changes", JSON.writeValueAsString(ballot.changes()));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("What was read as JSON is JSON", impossible);
    }
  }

  private static String place(OpenReview review) {
    return review.dueAt() + "_" + review.id();
  }

  private static RefusedException peopleOnly() {
    return new RefusedException(ErrorCode.FORBIDDEN, "Reviews are for people.");
  }
}
