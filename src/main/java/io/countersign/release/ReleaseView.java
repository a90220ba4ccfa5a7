package io.countersign.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A release as the agent sees it.
 *
 * @param id the action id
 * @param state {@code open}, {@code redeemed}, {@code withdrawn}, {@code halted} or {@code expired}
 * @param digest what it permits
 * @param executeBy when the permission ends
 * @param release the compact JWS; absent once it is not open
 * @param outcome what the agent reported; {@code unknown} if it redeemed and the time to report is
 *     over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReleaseView(
    String id,
    String state,
    String digest,
    Instant executeBy,
    @Nullable String release,
    @Nullable String outcome) {}
