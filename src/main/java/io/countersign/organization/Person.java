package io.countersign.organization;

import io.countersign.organization.Organization.Limit;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person who can be asked.
 *
 * @param id the login name, the same as in Tasklist
 * @param name what people call them
 * @param roles what they may decide
 * @param departments where they work
 * @param manager the id of their manager
 * @param timeZone where they live, for times they read
 * @param limits what they may approve at most; without any for an action type there is no limit
 */
public record Person(
    String id,
    String name,
    Set<String> roles,
    Set<String> departments,
    @Nullable String manager,
    @Nullable ZoneId timeZone,
    List<Limit> limits) {

  public Person {
    roles = roles == null ? Set.of() : Set.copyOf(roles);
    departments = departments == null ? Set.of() : Set.copyOf(departments);
    limits = limits == null ? List.of() : List.copyOf(limits);
  }
}
