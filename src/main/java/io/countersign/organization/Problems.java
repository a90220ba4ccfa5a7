package io.countersign.organization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with an organization, gathered so that all of it is told at once, each at its line.
 *
 * <p>A place is a path of keys and ids such as {@code people/anna/manager}. What has no line itself
 * is told at the line of what it is part of.
 */
final class Problems {

  private record Problem(int line, String sentence) {}

  private static final String FILE = "organization.yaml";
  private static final String PEOPLE = "people/";

  private final Map<String, Integer> lines = new HashMap<>();
  private final List<Problem> found = new ArrayList<>();

  /** Remembers where the file says something; the first one counts. */
  void locate(String place, int line) {
    lines.putIfAbsent(place, line);
  }

  void add(int line, String reason) {
    found.add(new Problem(line, FILE + " line " + line + ": " + reason));
  }

  void add(String place, String reason) {
    Integer line = lines.get(place);
    int parent = place.lastIndexOf('/');
    if (line != null) {
      add(line, reason);
    } else if (parent > PEOPLE.length()) {
      add(place.substring(0, parent), reason);
    } else if (place.startsWith(PEOPLE)) {
      // People without a line are not from the file.
      found.add(new Problem(0, "directory: " + reason));
    } else {
      add(parent < 0 ? 1 : lines.getOrDefault(place.substring(0, parent), 1), reason);
    }
  }

  /**
   * @throws BrokenOrganizationException if anything was found, in the order of the file
   */
  void refuseIfAny() {
    if (!found.isEmpty()) {
      throw new BrokenOrganizationException(
          found.stream()
              .sorted(Comparator.comparingInt(Problem::line))
              .map(Problem::sentence)
              .distinct()
              .toList());
    }
  }
}
