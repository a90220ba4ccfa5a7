package io.countersign.web;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** Makes the RFC 9457 form of an error: {@code code} is stable, {@code field} names the culprit. */
final class Problem {

  private Problem() {}

  static ProblemDetail of(ErrorCode code, @Nullable String field, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(code.status(), detail);
    problem.setType(
        URI.create("urn:countersign:" + code.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    problem.setTitle(code.title());
    problem.setProperty("code", code.name());
    if (field != null) {
      problem.setProperty("field", field);
    }
    return problem;
  }
}
