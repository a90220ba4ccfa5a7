package io.countersign.organization;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is in force, and what is wrong with anything newer.
 *
 * @param since when it came into force
 * @param refused why the newest file, or the directory's newest people, are not in force; empty
 *     when they are
 * @param unanswered why the directory could not be asked the last time; empty when it could
 */
record OrganizationState(
    Organization organization, Instant since, List<String> refused, List<String> unanswered) {

  OrganizationState {
    refused = List.copyOf(refused);
    unanswered = List.copyOf(unanswered);
  }

  OrganizationState refusing(List<String> problems) {
    return new OrganizationState(organization, since, problems, unanswered);
  }

  OrganizationState unanswered(List<String> problems) {
    return new OrganizationState(organization, since, refused, problems);
  }

  /** Everything an operator should know of. */
  List<String> problems() {
    return Stream.concat(refused.stream(), unanswered.stream()).collect(Collectors.toList());
  }
}
