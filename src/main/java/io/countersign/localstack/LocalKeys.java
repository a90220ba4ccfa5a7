package io.countersign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The random keys of one data folder, made at its first start. The application is told only their
 * hashes; the keys themselves stay in a file that its owner reads.
 */
record LocalKeys(
    String agent, String strayAgent, String admin, String callbackSecret, String secretsKey) {
  static final String AGENT_ID = "support-agent";

  /** An agent whose key is good and that no inventory lists. */
  static final String STRAY_AGENT_ID = "stray-agent";

  static final String APPLICATION_FILE = "application-local.yaml";

  static LocalKeys in(Path dataFolder) {
    Path file = dataFolder.resolve("keys.yaml");
    Map<String, String> kept = kept(file);
    var keys =
        new LocalKeys(
            kept.getOrDefault(AGENT_ID, key(AGENT_ID)),
            kept.getOrDefault(STRAY_AGENT_ID, key(STRAY_AGENT_ID)),
            kept.getOrDefault("admin", key("admin")),
            kept.getOrDefault(
                "callback-secret", "whsec_" + Base64.getEncoder().encodeToString(random())),
            kept.getOrDefault("secrets-key", Base64.getEncoder().encodeToString(random())));
    if (!keys.named().equals(kept)) {
      PrivateFile.write(file, yaml(keys.named()));
    }
    return keys;
  }

  /** A folder of an older version may lack some. */
  private static Map<String, String> kept(Path file) {
    try {
      return Files.exists(file)
          ? new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file))
          : Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what the application reads: hashes of the keys, people, the secrets. */
  void tellApplication(Path dataFolder, List<DemoPerson> people) {
    var keys =
        List.of(
            credential(AGENT_ID, "agent", agent, List.of("propose")),
            credential(STRAY_AGENT_ID, "agent", strayAgent, List.of("propose")),
            credential(
                "admin",
                "operator",
                admin,
                List.of("propose", "review", "audit", "administer", "halt")));
    var logins =
        people.stream()
            .map(
                person ->
                    Map.of(
                        "id", person.id(),
                        "password", person.encodedPassword(),
                        "scopes", List.of("review", "audit")))
            .toList();
    var settings =
        Map.of(
            "countersign",
            Map.of(
                "security", Map.of("keys", keys, "people", logins),
                "secrets", Map.of("key", secretsKey),
                "callback", Map.of("secrets", Map.of(AGENT_ID, callbackSecret))));
    PrivateFile.write(dataFolder.resolve(APPLICATION_FILE), yaml(settings));
  }

  private Map<String, String> named() {
    var named = new LinkedHashMap<String, String>();
    named.put(AGENT_ID, agent);
    named.put(STRAY_AGENT_ID, strayAgent);
    named.put("admin", admin);
    named.put("callback-secret", callbackSecret);
    named.put("secrets-key", secretsKey);
    return named;
  }

  private static Map<String, Object> credential(
      String id, String kind, String key, List<String> scopes) {
    return Map.of("id", id, "kind", kind, "sha256", sha256(key), "scopes", scopes);
  }

  private static String key(String holder) {
    return "csk_" + holder + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random());
  }

  private static byte[] random() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String yaml(Object value) {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    return new Yaml(options).dump(value);
  }
}
