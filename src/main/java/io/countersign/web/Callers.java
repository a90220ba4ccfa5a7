package io.countersign.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  Callers(SecurityProperties properties, PasswordEncoder passwords) {
    this.keysByHash =
        properties.keys().stream()
            .collect(Collectors.toUnmodifiableMap(Callers::hashOf, Function.identity()));
    this.people =
        properties.people().stream()
            .collect(
                Collectors.toUnmodifiableMap(SecurityProperties.Person::id, Function.identity()));
    this.passwords = passwords;
  }

  /** The caller with this bearer key. Looked up by hash, so timing tells nothing of the key. */
  Optional<Caller> byKey(String key) {
    return Optional.ofNullable(keysByHash.get(sha256(key)))
        .map(known -> new Caller(known.id(), known.kind(), known.scopes()));
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

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
