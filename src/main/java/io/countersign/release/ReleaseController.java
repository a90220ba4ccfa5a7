package io.countersign.release;

import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The agent's side of an approval: fetch the release, use it once, say what was done. */
@RestController
@RequestMapping(path = "/v1/actions/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class ReleaseController {

  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final int LONGEST_REFERENCE = 1_000;

  private final Releases releases;
  private final Outcomes outcomes;

  ReleaseController(Releases releases, Outcomes outcomes) {
    this.releases = releases;
    this.outcomes = outcomes;
  }

  /**
   * @param digest of what is about to be executed
   */
  record Redemption(@Nullable String digest) {}

  /**
   * @param result {@code executed}, {@code partly}, {@code failed} or {@code not_executed}
   * @param reference the agent's or its tool's own id of the execution
   * @param digest of what was executed
   */
  record Report(@Nullable String result, @Nullable String reference, @Nullable String digest) {}

  @GetMapping("/release")
  @PreAuthorize("hasAnyAuthority('SCOPE_propose', 'SCOPE_audit')")
  @Operation(summary = "Fetch the release of an approved action")
  ReleaseView release(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return releases.view(id, caller);
  }

  @PostMapping(path = "/release/redeem", consumes = MediaType.APPLICATION_JSON_VALUE)
  @PreAuthorize("hasAuthority('SCOPE_propose')")
  @Operation(
      summary = "Use the release",
      description = "Exactly one call succeeds. Any other answer means: do not execute.")
  ReleaseView redeem(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestBody Redemption redemption) {
    return releases.redeem(id, caller, digest(redemption.digest()));
  }

  @PostMapping(path = "/outcome", consumes = MediaType.APPLICATION_JSON_VALUE)
  @PreAuthorize("hasAuthority('SCOPE_propose')")
  @Operation(summary = "Report what was done")
  Map<String, String> outcome(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestBody Report report) {
    Outcomes.Result result =
        Stream.of(Outcomes.Result.values())
            .filter(it -> Outcomes.word(it).equals(report.result()))
            .findFirst()
            .orElseThrow(
                () ->
                    new RefusedException(
                        ErrorCode.INVALID_FIELD,
                        "result",
                        "Send executed, partly, failed or not_executed."));
    String reference = report.reference();
    if (reference != null && reference.length() > LONGEST_REFERENCE) {
      throw new RefusedException(
          ErrorCode.INVALID_FIELD,
          "reference",
          "At most " + LONGEST_REFERENCE + " characters are allowed.");
    }
    outcomes.report(
        id, caller, result, reference, report.digest() == null ? null : digest(report.digest()));
    return Map.of("id", id, "outcome", Outcomes.word(result));
  }

  private static String digest(@Nullable String digest) {
    if (digest == null || !DIGEST.matcher(digest).matches()) {
      throw new RefusedException(
          ErrorCode.INVALID_FIELD, "digest", "Send sha256: and 64 hexadecimal digits.");
    }
    return digest;
  }
}
