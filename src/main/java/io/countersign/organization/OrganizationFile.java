package io.countersign.organization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The organization in force: the file, re-read when it changes; a broken one changes nothing. */
@Component
class OrganizationFile implements Supplier<Organization> {

  private static final Logger LOG = LoggerFactory.getLogger(OrganizationFile.class);

  private final Path file;
  private byte[] content;
  private volatile Organization inForce;

  OrganizationFile(@Value("${countersign.organization.file:organization.yaml}") Path file) {
    this.file = file;
    this.content = content();
    this.inForce = OrganizationReader.read(content);
  }

  @Override
  public Organization get() {
    return inForce;
  }

  @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
  synchronized void reread() {
    byte[] now = content();
    if (Arrays.equals(now, content)) {
      return;
    }
    content = now;
    try {
      inForce = OrganizationReader.read(now);
      LOG.info(
          "Organization re-read: {} people, {} agents",
          inForce.people().size(),
          inForce.agents().size());
    } catch (IllegalArgumentException broken) {
      LOG.error("Organization not changed, the file is broken: {}", broken.getMessage());
    }
  }

  private byte[] content() {
    try {
      return Files.isRegularFile(file)
          ? Files.readAllBytes(file)
          : new ClassPathResource("models/organization.yaml").getContentAsByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
