package io.countersign.callback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One secret and one pair of keys of an endpoint, as they are stored.
 *
 * @param secret the sealed {@code whsec_…} that signs {@code v1}, in base64
 * @param privateKey the sealed {@code whsk_…} that signs {@code v1a}, in base64
 * @param publicKey {@code whpk_…}, which verifies {@code v1a}
 * @param since when it was made
 * @param until when it stops signing; null for the newest one
 */
record EndpointKey(
    String secret, String privateKey, String publicKey, Instant since, @Nullable Instant until) {

  boolean signsAt(Instant now) {
    return until == null || until.isAfter(now);
  }

  /** The same, signing no longer than this. */
  EndpointKey endingAt(Instant end) {
    return until != null && until.isBefore(end)
        ? this
        : new EndpointKey(secret, privateKey, publicKey, since, end);
  }
}
