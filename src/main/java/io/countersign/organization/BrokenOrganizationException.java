package io.countersign.organization;

import java.util.List;

/** An organization that cannot come into force, with everything that is wrong with it. */
class BrokenOrganizationException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  BrokenOrganizationException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each, with the line where there is one. */
  List<String> problems() {
    return problems;
  }
}
