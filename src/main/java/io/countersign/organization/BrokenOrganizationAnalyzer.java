package io.countersign.organization;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the application does not start, without a stack trace around it. */
class BrokenOrganizationAnalyzer extends AbstractFailureAnalyzer<BrokenOrganizationException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, BrokenOrganizationException broken) {
    return new FailureAnalysis(
        "The organization is broken:\n\n" + broken.getMessage(),
        "Mend these lines of the file (countersign.organization.file) and start again.",
        broken);
  }
}
