package io.countersign.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.countersign.action.ProposedAction.BusinessObject;
import io.countersign.action.ProposedAction.Correlation;
import io.countersign.action.ProposedAction.Target;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/actions}, at most 256 KiB of JSON.
 *
 * @param type the action type: lower-case words joined by dots, e.g. {@code refund.issue}
 * @param summary one sentence, at most 500 characters
 * @param businessObject what the action is about
 * @param arguments what would be executed, as the tool takes it
 * @param target the tool and the environment
 * @param context facts that systems observed, and what the agent itself reports
 * @param requestedBy the person or system on whose behalf, at most 200 characters
 * @param callbackUrl where signed callbacks are sent, if policy allows a free address
 * @param callbackEndpoint the registered endpoint of the agent they are sent to, instead
 * @param correlation the agent's own ids, given back with the decision
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionRequest(
    String type,
    String summary,
    BusinessObject businessObject,
    Map<String, Object> arguments,
    Target target,
    @Nullable RequestContext context,
    @Nullable String requestedBy,
    @Nullable String callbackUrl,
    @Nullable String callbackEndpoint,
    @Nullable Correlation correlation) {

  /** The context as it may be sent: either half may be left out. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RequestContext(
      @Nullable Map<String, Object> observed, @Nullable Map<String, Object> reported) {}
}
