package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.value.MessageStartEventSubscriptionRecordValue;
import io.countersign.history.Actor;
import io.countersign.history.EntryKind;

/** Tells of the proposal itself. */
final class ProposalStory {

  private static final int LONGEST_ID = 200;

  private ProposalStory() {}

  static Line proposed(
      MessageStartEventSubscriptionRecordValue value, String actionId, int partition) {
    Json action = Json.of(value.getVariables()).at("action");
    String agent = action.at("agent").said("id");
    String type = action.said("type");
    Json object = action.at("businessObject");
    Json arguments = action.at("arguments");
    return Line.info(
            EntryKind.ACTION_PROPOSED,
            Actor.agent(agent),
            Sentence.PROPOSED.of(agent, type, actsFor(action), action.said("summary")),
            "StartEvent_ActionProposed")
        .detail("action", action.value())
        .action("actionId", actionId)
        .action("agent", agent)
        .action("agentName", action.at("agent").text("name"))
        .action("owner", action.at("agent").text("owner"))
        .action("agentKnown", action.at("agent").flag("known"))
        .action("type", type)
        .action("summary", action.text("summary"))
        .action("businessObject", object.said("type") + "/" + object.said("id"))
        .action("businessObjectType", object.text("type"))
        .action("businessObjectId", object.text("id"))
        .whole("arguments", arguments.value())
        .action("target", action.at("target").value())
        .action("tool", action.at("target").text("tool"))
        .action("environment", action.at("target").text("environment"))
        .whole("observed", action.at("context").at("observed").value())
        .whole("reported", action.at("context").at("reported").value())
        .action("amount", arguments.amount("amount"))
        .action("currency", arguments.at("currency").value() instanceof String s ? s : null)
        .action("requestedBy", action.text("requestedBy"))
        .action("actsFor", action.at("actsFor").value())
        .action("callbackUrl", action.text("callbackUrl"))
        .action("callbackEndpoint", action.text("callbackEndpoint"))
        .action("correlation", action.at("correlation").value())
        .action("digest", action.text("digest"))
        .action("requestDigest", action.text("requestDigest"))
        .action("proposedAt", action.moment("proposedAt"))
        .action("partition", partition)
        .action("processInstanceKey", Long.toString(value.getProcessInstanceKey()));
  }

  /** On whose behalf, as the issuer of the agent's token proves it; empty without a proof. */
  private static String actsFor(Json action) {
    String words = action.at("actsFor").text("words");
    return words == null ? "" : " (" + words + ")";
  }

  /**
   * Whoever reaches the gateway chooses the correlation key; not every text can be a document id.
   */
  static String actionId(MessageStartEventSubscriptionRecordValue proposal) {
    String key = proposal.getCorrelationKey();
    return key.isBlank() || key.length() > LONGEST_ID || !Words.cut(key, LONGEST_ID).equals(key)
        ? "unnamed-" + proposal.getProcessInstanceKey()
        : key;
  }
}
