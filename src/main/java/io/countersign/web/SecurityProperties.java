package io.countersign.web;

import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call, below {@code countersign.security}.
 *
 * @param keys bearer keys, known by their hash only
 * @param people people with a password, for the local profile only
 */
@ConfigurationProperties("countersign.security")
record SecurityProperties(@DefaultValue List<Key> keys, @DefaultValue List<Person> people) {

  /**
   * One bearer key.
   *
   * @param sha256 the lower-case hexadecimal hash of the key's UTF-8 bytes
   * @param scopes what it may do; nothing if it is left out
   */
  record Key(String id, Caller.Kind kind, String sha256, @DefaultValue Set<String> scopes) {}

  /**
   * One person of the local profile.
   *
   * @param password encoded, with its encoder in braces, e.g. <code>{bcrypt}$2a$…</code>
   */
  record Person(String id, String password, @DefaultValue Set<String> scopes) {}
}
