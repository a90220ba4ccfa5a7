package io.countersign.organization;

import java.util.List;

/**
 * Where people come from besides {@code organization.yaml}: the port for LDAP, SCIM or OIDC. A
 * Spring bean of this type is used as soon as there is one; without any the file alone counts.
 *
 * <p>Whoever the directory does not list is not in the organization, whatever the file says of
 * them; for those it lists the file can add roles, departments and limits. {@code
 * docs/reference/organization.md} has the rules.
 */
public interface Directory {

  /**
   * Everyone there is, each with an id that is their login name in Tasklist. Called at the start
   * and then every {@code countersign.organization.ask-directory-every}, never twice at a time.
   *
   * @throws RuntimeException if it cannot be said for certain; the people known last then stay. A
   *     part of the people must never pass for all of them.
   */
  List<Person> people();
}
