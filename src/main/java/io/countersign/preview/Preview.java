package io.countersign.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.countersign.policy.Control;
import io.countersign.policy.Finding;
import io.countersign.policy.Relaxation;
import io.countersign.review.RouteOutlook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of an action if it were proposed now.
 *
 * @param digest what a verdict would be about
 * @param reason why the control is what it is
 * @param controlRule the row of the control table
 * @param route who would decide; absent unless people would
 * @param relaxation the smallest change that would let it run on its own; absent if there is none
 * @param explanation the same in sentences
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Preview(
    String digest,
    Control control,
    String reason,
    @Nullable String controlRule,
    String policyVersion,
    List<Finding> findings,
    @Nullable RouteOutlook route,
    @Nullable Relaxation relaxation,
    List<String> explanation) {}
