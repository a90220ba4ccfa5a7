package io.countersign.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What became of one request.
 *
 * @param view the action as Countersign tells it
 * @param callback the verified callback
 */
record DemoOutcome(RefundRequest request, JsonNode view, JsonNode callback) {

  String control() {
    return view.path("control").asText("-");
  }

  String verdict() {
    return view.path("verdict").asText("-");
  }

  boolean isReviewed(String verdict) {
    return control().equals("review") && verdict().equals(verdict);
  }

  boolean isVerified() {
    return callback != null
        && callback.at("/data/digest").asText().equals(view.path("digest").asText())
        && callback.at("/data/verdict").asText().equals(verdict());
  }

  /**
   * Whether it ended as the policy files say.
   *
   * @param decidedAsPlanned whether the reviews were decided as the file says, or by a person
   */
  boolean isAsExpected(boolean decidedAsPlanned) {
    boolean verdictFits =
        request.review() != null && !decidedAsPlanned
            ? !verdict().equals("-")
            : verdict().equals(request.expect().verdict());
    return control().equals(request.expect().control()) && verdictFits && isVerified();
  }
}
