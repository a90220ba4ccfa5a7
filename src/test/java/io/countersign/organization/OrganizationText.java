package io.countersign.organization;

import java.nio.charset.StandardCharsets;

/** Reads an organization that a test wrote down, by the rules of the file. */
public final class OrganizationText {

  private OrganizationText() {}

  /** The organization that the text describes. */
  public static Organization read(String yaml) {
    return OrganizationReader.read(yaml.getBytes(StandardCharsets.UTF_8));
  }
}
