package io.countersign.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a running stack is and how to log in, as {@code local.env} says.
 *
 * @param values the variables of the file
 */
public record StackAddresses(Map<String, String> values) {

  /** Reads the lines {@code NAME=value}, quoted or not. */
  public static StackAddresses read(Path localEnv) {
    try {
      return new StackAddresses(
          Files.readAllLines(localEnv).stream()
              .map(line -> line.replaceFirst("^export ", ""))
              .filter(line -> line.matches("[A-Z_]+=.*"))
              .collect(
                  Collectors.toUnmodifiableMap(
                      line -> line.substring(0, line.indexOf('=')),
                      line -> unquoted(line.substring(line.indexOf('=') + 1)))));
    } catch (IOException e) {
      throw new UncheckedIOException("No stack is up: " + localEnv + " cannot be read", e);
    }
  }

  public String get(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("The stack has no " + name);
    }
    return value;
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The password of a demo person. */
  public String password(String person) {
    return Arrays.stream(get("DEMO_LOGINS").split(","))
        .filter(login -> login.startsWith(person + ":"))
        .map(login -> login.substring(person.length() + 1))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(person + " is not a demo person"));
  }

  private static String unquoted(String value) {
    return value.replaceFirst("^(['\"])(.*)\\1$", "$2");
  }
}
