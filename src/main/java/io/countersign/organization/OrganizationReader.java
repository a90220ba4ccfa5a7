package io.countersign.organization;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/** Reads {@code organization.yaml} and checks it as a whole. */
final class OrganizationReader {

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .registerModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private OrganizationReader() {}

  /**
   * @throws IllegalArgumentException if the text is no organization, or names someone twice or not
   *     at all
   */
  static Organization read(byte[] yaml) {
    Organization organization;
    try {
      organization = YAML.readValue(yaml, Organization.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
      throw new IllegalArgumentException(malformed.getMessage(), malformed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set<String> ids = new HashSet<>();
    organization.people().forEach(person -> require(ids.add(person.id()), person.id() + " twice"));
    organization
        .agents()
        .forEach(
            agent -> {
              require(ids.add(agent.id()), agent.id() + " twice");
              require(
                  organization.person(agent.owner()).isPresent(),
                  agent.id() + " is owned by " + agent.owner() + ", who is nobody");
            });
    return organization;
  }

  private static void require(boolean fine, String reason) {
    if (!fine) {
      throw new IllegalArgumentException("organization.yaml: " + reason);
    }
  }
}
