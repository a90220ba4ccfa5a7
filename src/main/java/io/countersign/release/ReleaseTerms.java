package io.countersign.release;

import java.time.Instant;

/**
 * What a release permits: exactly this, by this agent, once, in this time.
 *
 * @param digest what may be executed
 * @param verdict {@code approved}
 * @param policyVersion the rules it was judged by
 * @param notBefore when it was decided
 * @param executeBy when the permission ends
 */
record ReleaseTerms(
    String actionId,
    String agent,
    String digest,
    String verdict,
    String policyVersion,
    Instant notBefore,
    Instant executeBy) {}
