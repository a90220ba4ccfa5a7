package io.countersign.action;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of the process variable {@code policy}: the findings as they are. */
@JsonIgnoreProperties(ignoreUnknown = true)
record PolicyFindings(@Nullable List<Map<String, Object>> findings) {

  PolicyFindings {
    findings = findings == null ? List.of() : List.copyOf(findings);
  }
}
