package io.countersign.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Tells who a credential belongs to. Anything it does not know for certain is nobody. */
class Callers {

  private final Map<String, SecurityProperties.Key> keysByHash;
  private final Map<String, SecurityProperties.Person> people;
  private final PasswordEncoder passwords;
  private final List<Credentials> others;

  Callers(SecurityProperties properties, PasswordEncoder passwords, List<Credentials> others) {
    this.keysByHash =
        properties.keys().stream()
            .collect(Collectors.toUnmodifiableMap(Callers::hashOf, Function.identity()));
    this.people =
        properties.people().stream()
            .collect(
                Collectors.toUnmodifiableMap(SecurityProperties.Person::id, Function.identity()));
    this.passwords = passwords;
    this.others = List.copyOf(others);
  }

  /**
   * The caller with this bearer credential. Configured keys are looked up by hash, so timing tells
   * nothing of the key.
   */
  Optional<Caller> byBearer(String bearer) {
    return Optional.ofNullable(keysByHash.get(KeyHash.of(bearer)))
        .map(known -> new Caller(known.id(), known.kind(), known.scopes()))
        .or(() -> others.stream().flatMap(it -> it.caller(bearer).stream()).findFirst());
  }

  /** The person with this name and password. */
  Optional<Caller> byPassword(String id, String password) {
    return Optional.ofNullable(people.get(id))
        .filter(person -> passwords.matches(password, person.password()))
        .map(person -> new Caller(person.id(), Caller.Kind.PERSON, person.scopes()));
  }

  private static String hashOf(SecurityProperties.Key key) {
    if (!key.sha256().matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("countersign.security.keys: bad sha256 of " + key.id());
    }
    return key.sha256();
  }
}
