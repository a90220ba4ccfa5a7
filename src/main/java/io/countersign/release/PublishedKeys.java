package io.countersign.release;

import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The public keys of releases (RFC 7517), for whoever verifies one offline; and their rotation. */
@RestController
class PublishedKeys {

  private final ReleaseKeys keys;
  private final Duration keepOldKeys;

  /**
   * @param keepOldKeys how long a key is published after it ceased to sign
   */
  PublishedKeys(
      ReleaseKeys keys, @Value("${countersign.release.keep-old-keys}") Duration keepOldKeys) {
    this.keys = keys;
    this.keepOldKeys = keepOldKeys;
  }

  /**
   * @param keepFor an ISO 8601 duration instead of the configured one; {@code PT0S} after a leak
   */
  record Rotation(@Nullable String keepFor) {}

  @GetMapping(path = "/.well-known/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "The public keys that verify releases")
  String keys() {
    return new JsonWebKeySet(keys.published()).toJson(OutputControlLevel.PUBLIC_ONLY);
  }

  @PostMapping(path = "/v1/release/keys:rotate", produces = MediaType.APPLICATION_JSON_VALUE)
  @PreAuthorize("hasAuthority('SCOPE_administer')")
  @Operation(
      summary = "Sign releases with a new key from now on",
      description = "The key before stays published for the time given, or as configured.")
  Map<String, String> rotate(
      @AuthenticationPrincipal Caller caller,
      @RequestBody(required = false) @Nullable Rotation rotation) {
    String keepFor = rotation == null ? null : rotation.keepFor();
    Duration keep = keepFor == null ? keepOldKeys : duration(keepFor);
    return Map.of("keyId", keys.rotate(caller, keep));
  }

  private static Duration duration(String text) {
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeException unreadable) {
      // refused below
    }
    throw new RefusedException(
        ErrorCode.INVALID_FIELD, "keepFor", "Send an ISO 8601 duration such as P7D or PT0S.");
  }
}
