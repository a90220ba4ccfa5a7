package io.countersign.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the application does not start, without a stack trace around it. */
class DemoPeopleAnalyzer extends AbstractFailureAnalyzer<DemoPeopleException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, DemoPeopleException refused) {
    return new FailureAnalysis(
        refused.getMessage(),
        "Remove countersign.security.people and trust an issuer of tokens instead"
            + " (countersign.security.issuers, see docs/operator.md). To try things on one machine,"
            + " start with spring.profiles.active=local and server.address=127.0.0.1.",
        refused);
  }
}
