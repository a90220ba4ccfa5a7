package io.countersign.action;

import io.countersign.action.ProposedAction.Context;
import io.countersign.action.ProposedAction.ProposingAgent;
import io.countersign.organization.Organization;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Reads what an agent sends, and says which action it proposes. */
@Component
public class ProposalReader {

  private static final int LARGEST_BODY_BYTES = 256 * 1024;

  private final Supplier<Organization> organization;
  private final Clock clock;

  ProposalReader(Supplier<Organization> organization, Clock clock) {
    this.organization = organization;
    this.clock = clock;
  }

  /**
   * Reads a body of at most 256 KiB.
   *
   * @throws RefusedException which names the field that is wrong
   */
  public ActionRequest read(InputStream http) throws IOException {
    byte[] body = http.readNBytes(LARGEST_BODY_BYTES + 1);
    if (body.length > LARGEST_BODY_BYTES) {
      throw new RefusedException(
          ErrorCode.REQUEST_TOO_LARGE, "A proposal may have at most 256 KiB. Nothing was started.");
    }
    return ActionRequestReader.read(body);
  }

  /**
   * The action that an agent proposes.
   *
   * @param id the action id
   * @param agent whose credential was checked
   */
  public ProposedAction action(String id, Caller agent, ActionRequest request) {
    return new ProposedAction(
        id,
        organization
            .get()
            .agent(agent.id())
            .map(it -> new ProposingAgent(it.id(), it.name(), it.owner(), true))
            .orElse(new ProposingAgent(agent.id(), agent.id(), null, false)),
        request.type(),
        request.summary(),
        request.businessObject(),
        request.arguments(),
        request.target(),
        context(request.context()),
        request.requestedBy(),
        agent.actsFor(),
        request.callbackUrl(),
        request.callbackEndpoint(),
        request.correlation(),
        ActionDigest.ofExecution(request),
        ActionDigest.ofRequest(request, agent.actsFor()),
        clock.instant(),
        null);
  }

  private static Context context(ActionRequest.RequestContext sent) {
    return new Context(
        sent == null || sent.observed() == null ? Map.of() : sent.observed(),
        sent == null || sent.reported() == null ? Map.of() : sent.reported());
  }
}
