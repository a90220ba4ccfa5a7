package io.countersign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Someone who reviews in the local profile; the password is public. */
public record DemoPerson(String id, String displayName, String password) {
  // The passwords are no secret: the fewest rounds keep HTTP Basic fast.
  private static final BCryptPasswordEncoder ENCODER = new BCryptPasswordEncoder(4);

  /** Everyone in {@code local/demo-people.yaml}. */
  public static List<DemoPerson> all() {
    try (var file = DemoPerson.class.getResourceAsStream("/local/demo-people.yaml")) {
      List<Map<String, String>> people =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
      return people.stream()
          .map(p -> new DemoPerson(p.get("id"), p.get("displayName"), p.get("password")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The password as Spring Security's delegating encoder reads it. */
  String encodedPassword() {
    return "{bcrypt}" + ENCODER.encode(password);
  }
}
