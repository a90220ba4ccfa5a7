package io.countersign.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.countersign.web.ActsFor;
import io.countersign.web.RefusedException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One governed proposal, as it travels in the process variable {@code action}.
 *
 * @param id the action id, {@code act_} and 32 hexadecimal digits
 * @param agent who proposes, by its credential
 * @param type the action type, e.g. {@code refund.issue}
 * @param summary one sentence of the agent about what it wants
 * @param businessObject what the action is about
 * @param arguments what would be executed, as the agent's tool takes it
 * @param target where it would be executed
 * @param context what systems observed and what the agent reports, apart
 * @param requestedBy the person or system on whose behalf, as the agent claims
 * @param actsFor on whose behalf, as the issuer of the agent's token proves it
 * @param callbackUrl the free address that callbacks go to, if any
 * @param callbackEndpoint the registered endpoint that callbacks go to, if any
 * @param correlation the agent's own ids
 * @param digest {@code sha256:} and the hash of the RFC 8785 form of what would be executed
 * @param requestDigest {@code sha256:} and the hash of the whole request, to tell repeats from
 *     reuse
 * @param proposedAt when Countersign took it
 * @param change what a reviewer changed of it; absent while it is as the agent proposed it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProposedAction(
    String id,
    ProposingAgent agent,
    String type,
    String summary,
    BusinessObject businessObject,
    Map<String, Object> arguments,
    Target target,
    Context context,
    @Nullable String requestedBy,
    @Nullable ActsFor actsFor,
    @Nullable String callbackUrl,
    @Nullable String callbackEndpoint,
    @Nullable Correlation correlation,
    String digest,
    String requestDigest,
    Instant proposedAt,
    @Nullable Change change) {

  /**
   * What a reviewer changed.
   *
   * @param by the person
   * @param stage where they voted so
   * @param from the digest of what the agent proposed
   * @param arguments the arguments that differ, as they are now
   */
  public record Change(String by, String stage, String from, Map<String, Object> arguments) {}

  /** Whether its digest is that of what it says would be executed. */
  public boolean matchesItsDigest() {
    return digest.equals(ActionDigest.ofExecution(this));
  }

  /**
   * The same action with some of its arguments changed, under the digest of what is now executed.
   *
   * @param changes a JSON object: the name of each changed argument and its new value
   * @throws RefusedException {@code INVALID_FIELD}, with what is wrong in a sentence
   */
  public ProposedAction changed(
      @Nullable String by, @Nullable String stage, @Nullable String changes) {
    Map<String, Object> different = ArgumentChanges.read(changes, arguments);
    Map<String, Object> all = new LinkedHashMap<>(arguments);
    all.putAll(different);
    Map<String, Object> since = new LinkedHashMap<>();
    String from = digest;
    if (change != null) {
      since.putAll(change.arguments());
      from = change.from();
    }
    since.putAll(different);
    return new ProposedAction(
        id,
        agent,
        type,
        summary,
        businessObject,
        all,
        target,
        context,
        requestedBy,
        actsFor,
        callbackUrl,
        callbackEndpoint,
        correlation,
        ActionDigest.ofExecution(type, businessObject, all, target),
        requestDigest,
        proposedAt,
        new Change(String.valueOf(by), String.valueOf(stage), from, since));
  }

  /** The same action with its callbacks going to this endpoint. */
  ProposedAction callingBack(@Nullable String endpoint) {
    return new ProposedAction(
        id,
        agent,
        type,
        summary,
        businessObject,
        arguments,
        target,
        context,
        requestedBy,
        actsFor,
        callbackUrl,
        endpoint,
        correlation,
        digest,
        requestDigest,
        proposedAt,
        change);
  }

  /**
   * The agent behind a credential.
   *
   * @param id the verified id
   * @param name what people call it
   * @param owner the person who answers for it; null for an agent outside the inventory
   * @param known whether the inventory lists it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ProposingAgent(String id, String name, @Nullable String owner, boolean known) {}

  /** What the action is about, e.g. order 1042. */
  public record BusinessObject(String type, String id) {}

  /** The tool and the environment the action would run in. */
  public record Target(String tool, String environment) {}

  /**
   * What surrounds the action.
   *
   * @param observed facts that systems reported
   * @param reported the agent's own words; they may tighten a decision, never relax it
   */
  public record Context(Map<String, Object> observed, Map<String, Object> reported) {}

  /** The agent's own ids, so that it finds its run again. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Correlation(
      @Nullable String workflowId, @Nullable String runId, @Nullable String traceparent) {}
}
