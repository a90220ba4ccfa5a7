package io.countersign.demo;

import java.util.Arrays;
import java.util.Map;

/**
 * Where a running stack is and how to log in, as {@code local.env} says.
 *
 * @param values the variables of the file
 */
public record StackAddresses(Map<String, String> values) {

  /** The stack that the launcher put into the environment. */
  public static StackAddresses ofEnvironment() {
    return new StackAddresses(System.getenv());
  }

  public String get(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("The stack has no " + name);
    }
    return value;
  }

  /** The password of a demo person. */
  public String password(String person) {
    return Arrays.stream(get("DEMO_LOGINS").split(","))
        .filter(login -> login.startsWith(person + ":"))
        .map(login -> login.substring(person.length() + 1))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(person + " is not a demo person"));
  }
}
