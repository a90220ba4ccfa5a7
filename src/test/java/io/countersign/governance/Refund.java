package io.countersign.governance;

/** A refund that a test proposes, on an order of its own. */
final class Refund {

  private final int amount;
  private String order = Desk.unique();
  private String requestedBy = "customer-7";
  private String currency = "EUR";
  private String callback = "";
  private String reported = "\"rationale\": \"photo shows damage\"";
  private String observed = "\"orderTotal\": 100000";

  Refund(int amount) {
    this.amount = amount;
  }

  Refund onOrder(String order) {
    this.order = order;
    return this;
  }

  Refund requestedBy(String person) {
    this.requestedBy = person;
    return this;
  }

  Refund in(String currency) {
    this.currency = currency;
    return this;
  }

  Refund callingBack(String url) {
    this.callback = ", \"callbackUrl\": \"" + url + "\"";
    return this;
  }

  Refund callingEndpoint(String id) {
    this.callback = ", \"callbackEndpoint\": \"" + id + "\"";
    return this;
  }

  Refund observing(String json) {
    this.observed = json;
    return this;
  }

  Refund reporting(String json) {
    this.reported = json;
    return this;
  }

  String order() {
    return order;
  }

  String json() {
    return """
        {"type": "refund.issue", "summary": "Refund %1$d %7$s on order %2$s",
         "businessObject": {"type": "order", "id": "%2$s"},
         "arguments": {"amount": %1$d, "currency": "%7$s", "reason": "damaged"},
         "target": {"tool": "payments.refund", "environment": "production"},
         "context": {"observed": {%3$s}, "reported": {%4$s}},
         "requestedBy": "%5$s"%6$s}
        """
        .formatted(amount, order, observed, reported, requestedBy, callback, currency);
  }
}
