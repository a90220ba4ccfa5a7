package io.countersign.policy;

import java.util.List;
import java.util.Map;

/**
 * The result of <em>Check policy</em>, as it travels in the process variable {@code policy}.
 *
 * @param version {@code sha256:} and the hash of the rules in force
 * @param findings what the rules found, in the order of their numbers
 * @param floor the loosest control the findings allow
 * @param facts what the tables may decide on: verified and observed values, nothing reported
 */
public record PolicyCheck(
    String version, List<Finding> findings, Control floor, Map<String, Object> facts) {

  public PolicyCheck {
    findings = List.copyOf(findings);
  }
}
