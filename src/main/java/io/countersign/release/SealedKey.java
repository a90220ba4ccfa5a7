package io.countersign.release;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One key of releases as it is stored.
 *
 * @param id the key id: its thumbprint (RFC 7638)
 * @param sealed the key (RFC 7517), sealed; the private half is gone once it signs no more
 * @param madeAt when it began to sign
 * @param publishedUntil when it ceases to be published; null while it signs
 */
record SealedKey(String id, byte[] sealed, Instant madeAt, @Nullable Instant publishedUntil) {

  boolean signs() {
    return publishedUntil == null;
  }

  boolean isPublished(Instant now) {
    return publishedUntil == null || now.isBefore(publishedUntil);
  }
}
